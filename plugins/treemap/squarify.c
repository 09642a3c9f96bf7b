// SPDX-License-Identifier: MIT
#include <string.h>

#include "treemap.h"

#define GROUP_GAP 10.0
#define CELL_GAP 3.0
#define ROUNDS 8         // of giving headings their room back
#define LEAST_CELLS 28.0 // height that a heading leaves to its cells

// The worst ratio of sides in a row of areas along a side.
static double worst(double sum, double least, double most, double side)
{
    double all = sum * sum, along = side * side;
    return fmax(along * most / all, all / (along * least));
}

// Lay the weights `from`..`to`, of `sum` px² together, along the shorter side, and take their row
// off the box.
static void lay_row(const double *weights, double scale, int32_t from, int32_t to, double sum,
                    hai_box *box, hai_box *boxes)
{
    bool is_upright = box->width >= box->height;
    double side = is_upright ? box->height : box->width;
    double depth = side > 0 ? fmin(sum / side, is_upright ? box->width : box->height) : 0;
    double at = is_upright ? box->y : box->x;
    for (int32_t i = from; i < to; i++) {
        double length = sum > 0 ? side * weights[i] * scale / sum : 0;
        boxes[i] = is_upright ? (hai_box){box->x, at, depth, length}
                              : (hai_box){at, box->y, length, depth};
        at += length;
    }
    if (is_upright) {
        box->x += depth;
        box->width -= depth;
    } else {
        box->y += depth;
        box->height -= depth;
    }
}

void squarify(const double *weights, int32_t count, hai_box box, hai_box *boxes)
{
    double total = 0;
    for (int32_t i = 0; i < count; i++)
        total += weights[i];
    double scale = total > 0 ? box.width * box.height / total : 0;
    for (int32_t from = 0, to; from < count; from = to) {
        double side = fmin(box.width, box.height);
        double sum = 0, least = INFINITY, most = 0, best = INFINITY;
        for (to = from; to < count; to++) {
            double area = weights[to] * scale;
            double with = worst(sum + area, fmin(least, area), fmax(most, area), side);
            if (to > from && with > best)
                break;
            best = with;
            sum += area;
            least = fmin(least, area);
            most = fmax(most, area);
        }
        lay_row(weights, scale, from, to, sum, &box, boxes);
    }
}

// --- Two levels ---

static hai_box grow(hai_box box, double by)
{
    return (hai_box){box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by};
}

// Half a gap at each side; less where nothing would be left.
static hai_box shrink(hai_box box, double gap)
{
    double x = fmin(gap / 2, box.width * 0.3), y = fmin(gap / 2, box.height * 0.3);
    return (hai_box){box.x + x, box.y + y, box.width - 2 * x, box.height - 2 * y};
}

// The box of a group becomes that of its cells.
static void take_strip(struct plan *plan, const struct chart_node *node, int32_t at)
{
    struct group_words *words = &plan->groups[at];
    hai_box *box = &plan->boxes[at];
    words->has_strip = false;
    if (node->count == 0 || words->name == NULL)
        return;
    double name = hai_paragraph_size(words->name).width;
    double both = name + 10 + hai_paragraph_size(words->value).width;
    if (name > box->width || plan->strip + LEAST_CELLS > box->height)
        return;
    words->has_strip = true;
    words->has_value = both <= box->width;
    box->y += plan->strip;
    box->height -= plan->strip;
}

static void place_groups(struct plan *plan, const double *weights)
{
    const struct chart_node *root = &plan->tree->nodes[0];
    bool has_groups = plan->tree->depth > 1;
    double gap = has_groups ? GROUP_GAP : CELL_GAP;
    hai_box *boxes = &plan->boxes[root->first];
    squarify(weights, root->count, grow(plan->frame.plot, gap / 2), boxes);
    for (int32_t i = 0; i < root->count; i++) {
        boxes[i] = shrink(boxes[i], gap);
        take_strip(plan, &plan->tree->nodes[root->first + i], root->first + i);
    }
}

// How far the areas are from what the values ask for; the weights are moved towards it.
static double balance(const struct plan *plan, double *weights)
{
    const struct chart_node *nodes = plan->tree->nodes, *root = &nodes[0];
    double all = 0, off = 0;
    for (int32_t i = 0; i < root->count; i++)
        all += plan->boxes[root->first + i].width * plan->boxes[root->first + i].height;
    for (int32_t i = 0; i < root->count && all > 0; i++) {
        hai_box box = plan->boxes[root->first + i];
        double wanted = nodes[root->first + i].value / root->value;
        double has = box.width * box.height / all;
        off += fabs(has - wanted);
        if (wanted > 1e-4 && has > 0)
            weights[i] *= fmin(fmax(wanted / has, 0.5), 2);
    }
    return off;
}

void layout_cells(const hai_block *block, struct plan *plan)
{
    const struct chart_tree *tree = plan->tree;
    const struct chart_node *root = &tree->nodes[0];
    size_t size = ((size_t)root->count + 1) * sizeof(double);
    double *weights = hai_block_alloc(block, size), *best = hai_block_alloc(block, size);
    double *tried = hai_block_alloc(block, size);
    for (int32_t i = 0; i < root->count; i++)
        best[i] = weights[i] = tree->nodes[root->first + i].value / root->value;
    double least = INFINITY;
    for (int32_t round = 0; tree->depth > 1 && round < ROUNDS; round++) {
        for (int32_t i = 0; i < root->count; i++)
            tried[i] = weights[i];
        place_groups(plan, weights);
        double off = balance(plan, weights);
        if (off < least)
            memcpy(best, tried, size);
        least = fmin(least, off);
    }
    place_groups(plan, best);
    for (int32_t g = root->first; g < root->first + root->count; g++) {
        const struct chart_node *group = &tree->nodes[g];
        double *values = hai_block_alloc(block, ((size_t)group->count + 1) * sizeof *values);
        hai_box *boxes = &plan->boxes[group->first];
        for (int32_t i = 0; i < group->count; i++)
            values[i] = tree->nodes[group->first + i].value / group->value;
        squarify(values, group->count, grow(plan->boxes[g], CELL_GAP / 2), boxes);
        for (int32_t i = 0; i < group->count; i++)
            boxes[i] = shrink(boxes[i], CELL_GAP);
    }
}

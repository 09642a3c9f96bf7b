// SPDX-License-Identifier: MIT
#include "chart-kit/label.h"

#include <math.h>
#include <stdlib.h>

#include "chart-kit/polar.h"
#include "visual-kit/surface.h"

#define MAX_CELLS 1500000
#define TAKEN_BY_MARK 1
#define TAKEN_BY_LABEL 2
#define AVOIDED 4
#define BESIDE_LABEL 8  // free for those that have to be told: two figures that touch read as one
#define CROSSED 16      // by a line of the grid
#define WORD_GAP 5.0    // between labels beside each other
#define GROUND_PAD 4.0  // of a ground, beside its words
#define OWN_MARK 5.0    // from where a leader begins, what is taken around its own mark
#define LEAST_STUB 14.0 // a shorter end of a line that a ground leaves looks like a dash

struct chart_labels {
    const hai_block *block;
    hai_box bounds;
    double cell;
    int32_t columns, rows;
    uint8_t *cells;
    struct chart_label *items;
    int32_t count, room, placed, dropped;
    bool has_grid;
    double grid_from, grid_to; // where its lines across begin and end
};

struct chart_labels *chart_labels_new(const hai_block *block, hai_box bounds)
{
    struct chart_labels *labels = hai_block_alloc(block, sizeof *labels);
    labels->block = block;
    labels->bounds = bounds;
    labels->cell = fmax(2, sqrt(bounds.width * bounds.height / MAX_CELLS));
    labels->columns = (int32_t)fmin(fmax(ceil(bounds.width / labels->cell), 1), MAX_CELLS);
    labels->rows = (int32_t)fmin(fmax(ceil(bounds.height / labels->cell), 1), MAX_CELLS);
    labels->cells = hai_block_alloc(block, (size_t)labels->columns * (size_t)labels->rows);
    return labels;
}

// --- Cells ---

static int32_t cell_at(double place, double start, double cell, int32_t count, double round_up)
{
    double at = (place - start) / cell;
    at = round_up > 0 ? ceil(at - 1e-6) : floor(at + 1e-6);
    return (int32_t)fmin(fmax(at, 0), count);
}

struct cells {
    int32_t left, right, top, bottom;
};

static struct cells cells_of(const struct chart_labels *labels, hai_box box)
{
    hai_box all = labels->bounds;
    double cell = labels->cell;
    return (struct cells){cell_at(box.x, all.x, cell, labels->columns, 0),
                          cell_at(hai_box_right(box), all.x, cell, labels->columns, 1),
                          cell_at(box.y, all.y, cell, labels->rows, 0),
                          cell_at(hai_box_bottom(box), all.y, cell, labels->rows, 1)};
}

static void take(struct chart_labels *labels, hai_box box, uint8_t what)
{
    if (!isfinite(box.x + box.y + box.width + box.height))
        return;
    struct cells at = cells_of(labels, box);
    for (int32_t y = at.top; y < at.bottom; y++)
        for (int32_t x = at.left; x < at.right; x++)
            labels->cells[(size_t)y * (size_t)labels->columns + (size_t)x] |= what;
}

static bool is_free_of(const struct chart_labels *labels, hai_box box, uint8_t what)
{
    struct cells at = cells_of(labels, box);
    for (int32_t y = at.top; y < at.bottom; y++)
        for (int32_t x = at.left; x < at.right; x++)
            if (labels->cells[(size_t)y * (size_t)labels->columns + (size_t)x] & what)
                return false;
    return true;
}

static bool is_inside(const struct chart_labels *labels, hai_box box)
{
    hai_box all = labels->bounds;
    return box.x >= all.x - 0.01 && box.y >= all.y - 0.01 &&
           hai_box_right(box) <= hai_box_right(all) + 0.01 &&
           hai_box_bottom(box) <= hai_box_bottom(all) + 0.01;
}

void chart_labels_take_box(struct chart_labels *labels, hai_box box)
{
    take(labels, box, TAKEN_BY_MARK);
}

void chart_labels_avoid_box(struct chart_labels *labels, hai_box box)
{
    take(labels, box, AVOIDED);
}

void chart_labels_cross_box(struct chart_labels *labels, hai_box box)
{
    take(labels, box, CROSSED);
    labels->has_grid = true;
    if (box.width > box.height) {
        labels->grid_from = box.x;
        labels->grid_to = hai_box_right(box);
    }
}

void chart_labels_take_line(struct chart_labels *labels, hai_point from, hai_point to, double width)
{
    double length = hypot(to.x - from.x, to.y - from.y);
    if (!isfinite(length))
        return;
    // Of a long line only the part near the bounds counts.
    int32_t steps = (int32_t)fmin(ceil(length / labels->cell), 20000);
    for (int32_t i = 0; i <= steps; i++) {
        double t = steps > 0 ? (double)i / steps : 0;
        hai_point at = {from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t};
        take(labels, (hai_box){at.x - width / 2, at.y - width / 2, width, width}, TAKEN_BY_MARK);
    }
}

void chart_labels_take_circle(struct chart_labels *labels, hai_point centre, double radius)
{
    for (double y = -radius; y < radius; y += labels->cell) {
        double half = sqrt(fmax(radius * radius - y * y, 0));
        take(labels, (hai_box){centre.x - half, centre.y + y, 2 * half, labels->cell},
             TAKEN_BY_MARK);
    }
}

bool chart_labels_is_free(const struct chart_labels *labels, hai_box box)
{
    return is_inside(labels, box) &&
           is_free_of(labels, box, TAKEN_BY_MARK | TAKEN_BY_LABEL | AVOIDED);
}

// --- Labels ---

int32_t chart_labels_add(struct chart_labels *labels, struct chart_label label)
{
    if (labels->count == labels->room) {
        int32_t room = labels->room > 0 ? labels->room * 2 : 32;
        struct chart_label *items = hai_block_alloc(labels->block, (size_t)room * sizeof *items);
        for (int32_t i = 0; i < labels->count; i++)
            items[i] = labels->items[i];
        labels->items = items;
        labels->room = room;
    }
    label.is_placed = label.has_leader = false;
    labels->items[labels->count] = label;
    return labels->count++;
}

static hai_box side_box(const struct chart_label *label, hai_size size, uint32_t side)
{
    double x = label->at.x, y = label->at.y, gap = label->gap, diagonal = gap * 0.7;
    double left = x - gap - size.width, above = y - gap - size.height;
    double middle_x = x - size.width / 2, middle_y = y - size.height / 2;
    switch (side) {
    case CHART_ABOVE:
        return (hai_box){middle_x, above, size.width, size.height};
    case CHART_RIGHT:
        return (hai_box){x + gap, middle_y, size.width, size.height};
    case CHART_BELOW:
        return (hai_box){middle_x, y + gap, size.width, size.height};
    case CHART_LEFT:
        return (hai_box){left, middle_y, size.width, size.height};
    case CHART_ABOVE_RIGHT:
        return (hai_box){x + diagonal, y - diagonal - size.height, size.width, size.height};
    case CHART_ABOVE_LEFT:
        return (hai_box){x - diagonal - size.width, y - diagonal - size.height, size.width,
                         size.height};
    case CHART_BELOW_RIGHT:
        return (hai_box){x + diagonal, y + diagonal, size.width, size.height};
    case CHART_BELOW_LEFT:
        return (hai_box){x - diagonal - size.width, y + diagonal, size.width, size.height};
    default:
        return (hai_box){middle_x, middle_y, size.width, size.height};
    }
}

static bool try_side(const struct chart_labels *labels, struct chart_label *label, hai_size size,
                     uint32_t side, uint8_t avoided)
{
    hai_box box = side_box(label, size, side);
    uint8_t what =
        side == CHART_CENTRE ? TAKEN_BY_LABEL : (uint8_t)(TAKEN_BY_MARK | TAKEN_BY_LABEL | avoided);
    if (side != CHART_CENTRE && label->is_optional)
        what |= BESIDE_LABEL;
    if (!is_inside(labels, box) || !is_free_of(labels, box, what))
        return false;
    label->box = box;
    return true;
}

static bool try_sides(const struct chart_labels *labels, struct chart_label *label, hai_size size,
                      uint8_t avoided)
{
    if (label->first != 0 && try_side(labels, label, size, label->first, avoided))
        return true;
    for (uint32_t side = CHART_ABOVE; side <= CHART_CENTRE; side <<= 1)
        if ((label->sides & side) != 0 && try_side(labels, label, size, side, avoided))
            return true;
    return false;
}

// The point of a label's box that its leader line goes to.
static hai_point leader_end(const struct chart_label *label)
{
    return (hai_point){fmin(fmax(label->at.x, label->box.x - 4), hai_box_right(label->box) + 4),
                       fmin(fmax(label->at.y, label->box.y), hai_box_bottom(label->box))};
}

// Where it begins: at the edge of the mark, not in the middle of it.
static hai_point leader_start(const struct chart_label *label)
{
    hai_point end = leader_end(label);
    double x = end.x - label->at.x, y = end.y - label->at.y, length = hypot(x, y);
    double share = length > 0 ? fmin(fmax(label->gap - 4, 0) / length, 1) : 0;
    return (hai_point){label->at.x + x * share, label->at.y + y * share};
}

static bool is_line_free(const struct chart_labels *labels, hai_point from, hai_point to,
                         uint8_t what)
{
    int32_t steps = (int32_t)ceil(hypot(to.x - from.x, to.y - from.y) / labels->cell);
    for (int32_t i = 0; i <= steps; i++) {
        double t = steps > 0 ? (double)i / steps : 0;
        hai_box at = {from.x + (to.x - from.x) * t - 1, from.y + (to.y - from.y) * t - 1, 2, 2};
        if (!is_free_of(labels, at, what))
            return false;
    }
    return true;
}

// With a line that crosses nothing that is taken as `uncrossed` says, but for its own mark.
static bool try_far(struct chart_labels *labels, struct chart_label *label, hai_size size,
                    uint8_t uncrossed)
{
    static const double distances[] = {24, 40, 56, 80, 104, 136, 176};
    for (size_t i = 0; i < HAI_COUNT(distances); i++)
        for (int32_t k = 0; k < 16; k++) {
            // Up first, then to either side of it.
            double angle = (k % 2 == 0 ? 1 : -1) * ((k + 1) / 2) * CHART_PI / 8;
            double x = sin(angle), y = -cos(angle), far = label->gap + distances[i];
            hai_box box = {label->at.x + x * far + (x - 1) / 2 * size.width,
                           label->at.y + y * far + (y - 1) / 2 * size.height, size.width,
                           size.height};
            if (!chart_labels_is_free(labels, box))
                continue;
            label->box = box;
            hai_point end = leader_end(label), start = leader_start(label);
            double length = hypot(end.x - start.x, end.y - start.y);
            double share = length > 0 ? fmin(OWN_MARK / length, 1) : 0;
            hai_point off = {start.x + (end.x - start.x) * share,
                             start.y + (end.y - start.y) * share};
            if (!is_line_free(labels, label->at, end, TAKEN_BY_LABEL) ||
                !is_line_free(labels, off, end, uncrossed))
                continue;
            return label->has_leader = true;
        }
    return false;
}

struct turn {
    double priority;
    int32_t number;
};

static int compare_turns(const void *a, const void *b)
{
    const struct turn *x = a, *y = b;
    if (x->priority != y->priority)
        return x->priority > y->priority ? -1 : 1;
    return x->number - y->number;
}

// What of a box lies between the sides of the room for labels.
static hai_box within_sides(const struct chart_labels *labels, hai_box box)
{
    double left = fmax(box.x, labels->bounds.x);
    double right = fmin(hai_box_right(box), hai_box_right(labels->bounds));

    return (hai_box){left, box.y, fmax(right - left, 0), box.height};
}

// A word that a line of the grid would strike through has a ground, too, if no mark is there: as
// wide as the marks beside it allow, and to the end of the line where that is near.
static void lift_off_grid(const struct chart_labels *labels, struct chart_label *label)
{
    uint8_t marks = TAKEN_BY_MARK | AVOIDED;
    hai_box box = hai_box_inset(label->box, (hai_insets){2, 0, 2, 0});
    if (is_free_of(labels, box, CROSSED) || !is_free_of(labels, box, marks))
        return;
    double before = box.x - labels->grid_from, after = labels->grid_to - hai_box_right(box);
    hai_insets pads = {0, -GROUND_PAD, 0, -GROUND_PAD};
    if (before > 0 && before < LEAST_STUB)
        pads.left = -before;
    if (after > 0 && after < LEAST_STUB)
        pads.right = -after;
    hai_box wide = within_sides(labels, hai_box_inset(box, pads));
    label->is_lifted = true;
    label->lifted = is_free_of(labels, wide, marks) ? wide : box;
}

int32_t chart_labels_place(struct chart_labels *labels)
{
    int32_t count = labels->count - labels->placed, dropped = 0;
    struct turn *turns = hai_block_alloc(labels->block, ((size_t)count + 1) * sizeof *turns);
    for (int32_t i = 0; i < count; i++)
        turns[i] = (struct turn){labels->items[labels->placed + i].priority, labels->placed + i};
    qsort(turns, (size_t)count, sizeof *turns, compare_turns);
    for (int32_t i = 0; i < count; i++) {
        struct chart_label *label = &labels->items[turns[i].number];
        if (label->text == NULL || !isfinite(label->at.x + label->at.y))
            continue;
        hai_size size = hai_paragraph_size(label->text);
        if (!(size.height > 0))
            continue;
        label->is_placed =
            (label->is_apart && try_sides(labels, label, size, AVOIDED | BESIDE_LABEL)) ||
            try_sides(labels, label, size, AVOIDED) ||
            (label->may_lead && try_far(labels, label, size, TAKEN_BY_MARK)) ||
            (label->may_lead && !label->leads_clear &&
             try_far(labels, label, size, TAKEN_BY_LABEL));
        if (!label->is_placed)
            label->is_placed = label->has_ground = try_sides(labels, label, size, 0);
        bool is_beside = label->is_placed && (label->sides & CHART_CENTRE) == 0;
        if (is_beside && !label->has_ground && labels->has_grid)
            lift_off_grid(labels, label);
        if (label->is_placed) {
            hai_box beside = hai_box_inset(label->box, (hai_insets){0, -WORD_GAP, 0, -WORD_GAP});
            take(labels, label->box, TAKEN_BY_LABEL);
            take(labels, beside, BESIDE_LABEL);
        } else if (!label->is_optional) {
            dropped++;
        }
        if (label->is_placed && label->has_leader)
            chart_labels_take_line(labels, leader_start(label), leader_end(label), 2);
    }
    labels->placed = labels->count;
    labels->dropped += dropped;
    return dropped;
}

const struct chart_label *chart_labels_find(const struct chart_labels *labels, int32_t number)
{
    return number >= 0 && number < labels->count ? &labels->items[number] : NULL;
}

void chart_labels_draw(const struct chart_labels *labels, hai_canvas *canvas)
{
    hai_colour weak = hai_theme_colour(hai_block_theme(labels->block), "weak");
    hai_colour surface = hai_theme_colour(hai_block_theme(labels->block), "surface");
    for (int32_t i = 0; i < labels->count; i++) {
        const struct chart_label *label = &labels->items[i];
        if (label->is_placed && label->has_leader)
            kit_rule(canvas, leader_start(label), leader_end(label), 1.5,
                     label->leader.a > 0 ? label->leader : weak);
    }
    for (int32_t i = 0; i < labels->count; i++) {
        const struct chart_label *label = &labels->items[i];
        if (!label->is_placed)
            continue;
        if (label->has_ground || label->ground.a > 0)
            kit_fill_box(canvas,
                         hai_box_inset(label->box, (hai_insets){2, -GROUND_PAD, 2, -GROUND_PAD}), 4,
                         label->ground.a > 0 ? label->ground : surface);
        else if (label->is_lifted)
            kit_fill_box(canvas, label->lifted, 0, hai_canvas_ground(canvas));
        if (label->is_painted)
            hai_canvas_paragraph_painted(canvas, label->text, label->box.x, label->box.y,
                                         hai_paint_colour(label->paint));
        else
            hai_canvas_paragraph(canvas, label->text, label->box.x, label->box.y);
    }
    chart_warn_dropped(labels->block, labels->dropped);
}

void chart_warn_dropped(const hai_block *block, int32_t count)
{
    if (count > 0)
        hai_block_warn(block, NULL, "label.dropped",
                       "give the chart more height or width, shorten the names, or show fewer",
                       "%d labels found no room and were left out", (int)count);
}

// --- Along a line ---

static int compare_wanted(const void *a, const void *b)
{
    const struct chart_spread *x = *(struct chart_spread *const *)a;
    const struct chart_spread *y = *(struct chart_spread *const *)b;
    if (x->wanted != y->wanted)
        return x->wanted < y->wanted ? -1 : 1;
    return x < y ? -1 : x > y ? 1 : 0; // of one array
}

// A run of labels that touch each other, and the mean of where it wants to begin.
struct pool {
    double mean;
    int32_t count;
};

static void pool_items(struct chart_spread **order, const double *offsets, int32_t count,
                       struct pool *pools, double from, double to)
{
    int32_t pool_count = 0;
    for (int32_t i = 0; i < count; i++) {
        struct pool next = {order[i]->wanted - offsets[i], 1};
        while (pool_count > 0 && pools[pool_count - 1].mean > next.mean) {
            struct pool last = pools[--pool_count];
            next.mean =
                (last.mean * last.count + next.mean * next.count) / (last.count + next.count);
            next.count += last.count;
        }
        pools[pool_count++] = next;
    }
    // Bounds cut the solution off where they are met: it stays the best one.
    for (int32_t p = 0, i = 0; p < pool_count; p++)
        for (int32_t k = 0; k < pools[p].count; k++, i++)
            order[i]->centre = fmin(fmax(pools[p].mean, from), to) + offsets[i];
}

int32_t chart_spread(const hai_block *block, struct chart_spread *items, int32_t count, double gap,
                     double from, double to)
{
    struct chart_spread **order = hai_block_alloc(block, ((size_t)count + 1) * sizeof(void *));
    double *offsets = hai_block_alloc(block, ((size_t)count + 1) * sizeof *offsets);
    struct pool *pools = hai_block_alloc(block, ((size_t)count + 1) * sizeof *pools);
    int32_t kept = 0, dropped = 0;
    double needed = -gap;
    for (int32_t i = 0; i < count; i++) {
        items[i].is_dropped = !isfinite(items[i].wanted);
        items[i].centre = items[i].wanted;
        needed += items[i].is_dropped ? 0 : items[i].size + gap;
    }
    while (needed > to - from + 0.01) {
        int32_t least = -1;
        for (int32_t i = 0; i < count; i++)
            if (!items[i].is_dropped && (least < 0 || items[i].priority <= items[least].priority))
                least = i;
        if (least < 0)
            break;
        items[least].is_dropped = true;
        needed -= items[least].size + gap;
        dropped++;
    }
    for (int32_t i = 0; i < count; i++)
        if (!items[i].is_dropped)
            order[kept++] = &items[i];
    qsort(order, (size_t)kept, sizeof(void *), compare_wanted);
    for (int32_t i = 0; i < kept; i++)
        offsets[i] = i == 0 ? order[0]->size / 2
                            : offsets[i - 1] + (order[i - 1]->size + order[i]->size) / 2 + gap;
    double last = kept > 0 ? offsets[kept - 1] + order[kept - 1]->size / 2 : 0;
    pool_items(order, offsets, kept, pools, from, fmax(to - last, from));
    return dropped;
}

// --- Text ---

hai_colour chart_ink_on(const hai_theme *theme, hai_colour ground)
{
    return hai_colour_readable(ground, hai_theme_colour(theme, "ink"),
                               hai_theme_colour(theme, "on_primary"));
}

const char *chart_colour_name(const hai_block *block, hai_colour colour)
{
    return hai_block_printf(block, "#%02x%02x%02x%02x", (unsigned)lround(colour.r * 255.0),
                            (unsigned)lround(colour.g * 255.0), (unsigned)lround(colour.b * 255.0),
                            (unsigned)lround(colour.a * 255.0));
}

const hai_paragraph *chart_text(const hai_block *block, const char *text, const char *role,
                                const char *colour)
{
    hai_text_style style = kit_type(hai_block_theme(block), role, colour, HAI_TEXT_LEFT);
    return hai_paragraph_new(block, text, &style, 0);
}

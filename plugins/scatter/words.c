// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "scatter.h"
#include "visual-kit/surface.h"

#define MOST_NAMES 300
#define MANY 60   // names that are tried where nobody asked for all
#define SPARSE 30 // of so few points a name may stand aside, with a line to it
#define CORNER_GAP 10.0
#define NARROW_EMS 16
#define LEAST_LISTED 5
#define MOST_LISTED 24

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

// Chosen points first; then large bubbles, or points that lie far from the others.
static struct turn *order_points(const hai_block *block, const struct scatter_points *points)
{
    struct turn *turns = hai_block_alloc(block, ((size_t)points->count + 1) * sizeof *turns);
    double x = 0, y = 0;
    for (int32_t i = 0; i < points->count; i++) {
        x += points->items[i].at.x / points->count;
        y += points->items[i].at.y / points->count;
    }
    for (int32_t i = 0; i < points->count; i++) {
        const struct scatter_point *point = &points->items[i];
        double far = hypot(point->at.x - x, point->at.y - y);
        double priority = points->most > 0 ? point->radius * 1e3 + far * 1e-3 : far;
        turns[i] = (struct turn){priority + (point->is_highlit || point->is_listed ? 1e7 : 0), i};
    }
    qsort(turns, (size_t)points->count, sizeof *turns, compare_turns);
    return turns;
}

static bool is_named(const struct scatter *scatter, const struct scatter_points *points,
                     const struct scatter_point *point)
{
    if (point->label == NULL || point->label[0] == '\0')
        return false;
    return point->is_highlit || !points->has_chosen || points->count <= SPARSE ||
           scatter->chart.labels == CHART_LABELS_ALL;
}

int32_t scatter_names_add(const hai_block *block, const struct scatter *scatter,
                          const struct scatter_points *points, const struct chart_style *styles,
                          struct chart_labels *labels)
{
    bool is_all = scatter->chart.labels == CHART_LABELS_ALL;
    if (scatter->chart.label < 0 || scatter->chart.labels == CHART_LABELS_NONE)
        return 0;
    const struct turn *turns = order_points(block, points);
    bool is_sparse = points->count <= SPARSE;
    int32_t most = is_all ? MOST_NAMES : MANY, tried = 0, left_out = 0;
    for (int32_t i = 0; i < points->count; i++) {
        const struct scatter_point *point = &points->items[turns[i].number];
        if (!is_named(scatter, points, point))
            continue;
        bool is_wanted = is_all || (point->is_highlit && points->has_chosen) || point->is_listed;
        if (tried++ >= most) {
            left_out += is_wanted ? 1 : 0;
            continue;
        }
        bool is_back = points->has_chosen && !point->is_highlit && !is_all;
        hai_text_style type =
            kit_type(hai_block_theme(block), "caption", is_back ? "weak" : "ink", HAI_TEXT_LEFT);
        type.line_height = 1.2;
        if (point->is_highlit && points->has_chosen) {
            type.colour = chart_colour_name(block, styles[point->series].text);
            type.weight = 700;
        }
        const hai_paragraph *text = hai_paragraph_new(block, point->label, &type, 0);
        double widest = type.size * 12; // a long name is set in two or three lines
        if (hai_paragraph_size(text).width > widest)
            text = hai_paragraph_new(block, point->label, &type, widest);
        chart_labels_add(labels,
                         (struct chart_label){.text = text,
                                              .at = point->at,
                                              .gap = point->radius + 5,
                                              .sides = CHART_AROUND,
                                              .first = CHART_RIGHT,
                                              .priority = turns[i].priority,
                                              .may_lead = is_wanted || (is_sparse && !is_back),
                                              .is_optional = !is_wanted});
    }
    return left_out;
}

// --- A list ---

static bool is_beyond(double a, double b)
{
    return isfinite(a) && !(a <= b);
}

// All of a few; of many the outermost on each side, and the largest.
static void list_points(struct scatter_points *points)
{
    struct scatter_point *items = points->items;
    int32_t ends[5] = {-1, -1, -1, -1, -1};
    for (int32_t i = 0; i < points->count; i++) {
        items[i].is_listed = points->count <= MOST_LISTED;
        if (items[i].label == NULL || items[i].label[0] == '\0')
            continue;
        const double values[] = {items[i].x, -items[i].x, items[i].y, -items[i].y, items[i].size};
        for (int32_t k = 0; k < 5; k++) {
            const struct scatter_point *best = ends[k] < 0 ? NULL : &items[ends[k]];
            const double of_best[] = {best != NULL ? best->x : NAN, best != NULL ? -best->x : NAN,
                                      best != NULL ? best->y : NAN, best != NULL ? -best->y : NAN,
                                      best != NULL ? best->size : NAN};
            if (is_beyond(values[k], of_best[k]))
                ends[k] = i;
        }
    }
    for (int32_t k = 0; k < 5; k++)
        if (ends[k] >= 0)
            items[ends[k]].is_listed = true;
}

const hai_paragraph *scatter_list_plan(const hai_block *block, const struct scatter *scatter,
                                       struct scatter_points *points, double width)
{
    hai_text_style style = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_LEFT);
    style.line_height = 1.4;
    int32_t count = 0;
    bool is_narrow = width < NARROW_EMS * style.size;
    if (scatter->chart.label < 0 || scatter->chart.labels != CHART_LABELS_AUTO || !is_narrow ||
        points->has_chosen)
        return NULL;
    list_points(points);
    struct turn *turns = hai_block_alloc(block, ((size_t)points->count + 1) * sizeof *turns);
    for (int32_t i = 0; i < points->count; i++)
        if (points->items[i].is_listed && is_named(scatter, points, &points->items[i]))
            turns[count++] = (struct turn){points->items[i].y, i};
    if (count < LEAST_LISTED && points->count <= MOST_LISTED)
        return NULL;
    for (int32_t i = 0; i < points->count; i++)
        if (!points->items[i].is_listed)
            points->items[i].label = "";
    if (count == 0)
        return NULL;
    qsort(turns, (size_t)count, sizeof *turns, compare_turns);
    const char *text = "";
    for (int32_t i = 0; i < count; i++) {
        struct scatter_point *point = &points->items[turns[i].number];
        const char *number = hai_block_printf(block, "%d", (int)i + 1);
        text = hai_block_printf(block, "%s%s%s %s", text, i > 0 ? "\n" : "", number, point->label);
        point->label = number;
    }
    return hai_paragraph_new(block, text, &style, width);
}

// --- Quadrants ---

// The n-th of names parted by 、 as a text of its own; NULL: there is none.
static const char *name_at(const hai_block *block, const char *names, int32_t n)
{
    static const char mark[] = "、";
    for (; names != NULL && n > 0; n--) {
        names = strstr(names, mark);
        names = names != NULL ? names + strlen(mark) : NULL;
    }
    if (names == NULL)
        return NULL;
    const char *end = strstr(names, mark);
    return hai_block_printf(block, "%.*s", (int)(end != NULL ? end - names : (long)strlen(names)),
                            names);
}

void scatter_quadrant_names_add(const hai_block *block, const struct scatter *scatter, hai_box plot,
                                hai_point middle, struct chart_labels *labels)
{
    hai_text_style type = kit_type(hai_block_theme(block), "caption", "weak", HAI_TEXT_LEFT);
    type.weight = 700;
    type.line_height = 1.2;
    for (int32_t n = 0; n < 4; n++) {
        const char *name = name_at(block, scatter->quadrant_names, n);
        if (name == NULL || name[0] == '\0')
            continue;
        bool is_right = n == 0 || n == 3, is_below = n >= 2;
        double left = is_right ? middle.x : plot.x, top = is_below ? middle.y : plot.y;
        hai_box part = {left, top, (is_right ? hai_box_right(plot) : middle.x) - left,
                        (is_below ? hai_box_bottom(plot) : middle.y) - top};
        part = hai_box_inset(part, hai_insets_all(CORNER_GAP));
        const hai_paragraph *text = hai_paragraph_new(block, name, &type, 0);
        hai_size size = hai_paragraph_size(text);
        if (size.width > part.width || size.height > part.height)
            continue;
        // From the outer corner to the inner one; where none is free, the name is left out.
        for (int32_t corner = 0; corner < 4; corner++) {
            bool at_right = is_right != ((corner & 1) != 0);
            bool at_bottom = is_below != ((corner & 2) != 0);
            hai_box box = {at_right ? hai_box_right(part) - size.width : part.x,
                           at_bottom ? hai_box_bottom(part) - size.height : part.y, size.width,
                           size.height};
            if (!chart_labels_is_free(labels, box))
                continue;
            chart_labels_add(labels, (struct chart_label){
                                         .text = text,
                                         .at = {box.x + size.width / 2, box.y + size.height / 2},
                                         .sides = CHART_CENTRE,
                                         .priority = 1e9,
                                         .is_optional = true});
            break;
        }
    }
}

// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "scatter.h"
#include "visual-kit/surface.h"

#define MOST_NAMES 300
#define MANY 60   // names that are tried where nobody asked for all
#define SPARSE 30 // of so few points a name may stand aside, with a line to it
#define CORNER_GAP 10.0
#define PLOT_SHARE 0.8 // of the width, at the least
#define NARROW_EMS 16
#define MOST_JOINED 6 // names of points on one spot that are told
#define LEAST_LISTED 5
#define MOST_LISTED 24
#define NAME_ROOM 24.0 // between the name of the line and those of points

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

static bool has_name(const struct scatter_point *point)
{
    return point->label != NULL && point->label[0] != '\0';
}

static bool is_named(const struct scatter *scatter, const struct scatter_points *points,
                     const struct scatter_point *point)
{
    if (!has_name(point))
        return false;
    return point->is_highlit || !points->has_chosen || points->count <= SPARSE ||
           scatter->chart.labels == CHART_LABELS_ALL;
}

int32_t scatter_names_add(const hai_block *block, const struct scatter *scatter,
                          const struct scatter_points *points, const struct chart_style *styles,
                          double widest, struct chart_labels *labels)
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
        double most_wide = fmin(type.size * 12, widest); // a long name is set in two or three lines
        type.align = HAI_TEXT_TITLE;
        if (hai_paragraph_size(text).width > most_wide)
            text = hai_paragraph_new(block, point->label, &type, most_wide);
        chart_labels_add(labels,
                         (struct chart_label){.text = text,
                                              .at = point->at,
                                              .gap = point->radius + 5,
                                              .sides = CHART_AROUND,
                                              .first = CHART_RIGHT,
                                              .priority = turns[i].priority,
                                              .may_lead = is_wanted || (is_sparse && !is_back),
                                              .leads_clear = !is_wanted,
                                              .is_apart = true,
                                              .is_optional = !is_wanted});
    }
    return left_out;
}

// --- Several on one spot ---

static void join_names(const hai_block *block, struct scatter_points *points, int32_t first)
{
    struct scatter_point *items = points->items;
    int32_t found = 1, most = first;
    const char *names = items[first].label;
    for (int32_t i = first + 1; i < points->count; i++) {
        if (!has_name(&items[i]) || items[i].x != items[first].x || items[i].y != items[first].y ||
            items[i].is_highlit != items[first].is_highlit)
            continue;
        if (++found <= MOST_JOINED)
            names = hai_block_printf(block, "%s、%s", names, items[i].label);
        items[i].label = "";
        most = items[i].size > items[most].size ? i : most;
    }
    items[first].label = "";
    items[most].label =
        found > MOST_JOINED ? hai_block_printf(block, "%s等%d个", names, (int)found) : names;
}

void scatter_names_join(const hai_block *block, struct scatter_points *points)
{
    for (int32_t i = 0; i < points->count && points->count <= MOST_NAMES; i++)
        if (has_name(&points->items[i]))
            join_names(block, points, i);
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
        if (!has_name(&items[i]))
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

// The points that are numbered, from the highest on. Returns how many.
static int32_t choose_listed(const hai_block *block, const struct scatter *scatter,
                             struct scatter_points *points, struct turn **turns,
                             bool is_chosen_only)
{
    int32_t count = 0;
    for (int32_t i = 0; is_chosen_only && i < points->count; i++)
        points->items[i].is_listed =
            points->items[i].is_highlit || scatter->chart.labels == CHART_LABELS_ALL;
    if (!is_chosen_only)
        list_points(points);
    *turns = hai_block_alloc(block, ((size_t)points->count + 1) * sizeof **turns);
    for (int32_t i = 0; i < points->count; i++)
        if (points->items[i].is_listed && is_named(scatter, points, &points->items[i]))
            (*turns)[count++] = (struct turn){points->items[i].y, i};
    qsort(*turns, (size_t)count, sizeof **turns, compare_turns);
    return count;
}

bool scatter_may_number(const struct scatter *scatter, const struct scatter_points *points)
{
    if (scatter->chart.label < 0)
        return false;
    return scatter->chart.labels == CHART_LABELS_ALL ? points->count <= SCATTER_MOST_NUMBERED
                                                     : points->has_chosen;
}

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

// Names of quadrants that have no room beside each other in the plot are told in the list.
bool scatter_corners_are_listed(const hai_block *block, const struct scatter *scatter, double width)
{
    hai_text_style type = chart_list_style(block);
    type.weight = 700;
    double widest = 0;
    for (int32_t n = 0; n < 4 && scatter->quadrants != SCATTER_QUADRANTS_NONE; n++) {
        const char *name = name_at(block, scatter->quadrant_names, n);
        if (name != NULL && name[0] != '\0')
            widest =
                fmax(widest, hai_paragraph_size(hai_paragraph_new(block, name, &type, 0)).width);
    }
    return widest > 0 && 2 * widest + 4 * CORNER_GAP > width * PLOT_SHARE;
}

static int32_t list_corners(const hai_block *block, const struct scatter *scatter, double width,
                            const char **lines)
{
    static const char *const places[] = {"右上", "左上", "左下", "右下"};
    int32_t count = 0;
    if (!scatter_corners_are_listed(block, scatter, width))
        return 0;
    for (int32_t n = 0; n < 4; n++) {
        const char *name = name_at(block, scatter->quadrant_names, n);
        if (name != NULL && name[0] != '\0')
            lines[count++] = hai_block_printf(block, "%s:%s", places[n], name);
    }
    return count;
}

// Names that become numbers, as lines of a list; how many.
static int32_t list_names(const hai_block *block, const struct scatter *scatter,
                          struct scatter_points *points, double width, bool is_chosen_only,
                          const char **lines)
{
    bool is_narrow = width < NARROW_EMS * chart_list_style(block).size;
    bool is_auto = scatter->chart.labels == CHART_LABELS_AUTO;
    if (scatter->chart.label < 0 || scatter->chart.labels == CHART_LABELS_NONE ||
        (!is_chosen_only && (!is_auto || !is_narrow || points->has_chosen)))
        return 0;
    struct turn *turns;
    int32_t count = choose_listed(block, scatter, points, &turns, is_chosen_only);
    if (!is_chosen_only && count < LEAST_LISTED && points->count <= MOST_LISTED)
        return 0;
    for (int32_t i = 0; i < points->count; i++)
        if (!points->items[i].is_listed)
            points->items[i].label = "";
    for (int32_t i = 0; i < count; i++) {
        struct scatter_point *point = &points->items[turns[i].number];
        const char *number = hai_block_printf(block, "%d", (int)i + 1);
        lines[i] = hai_block_printf(block, "%s %s", number, point->label);
        point->label = number;
    }
    return count;
}

struct chart_list scatter_list_plan(const hai_block *block, const struct scatter *scatter,
                                    struct scatter_points *points, double width,
                                    bool is_chosen_only)
{
    const char **lines = hai_block_alloc(block, ((size_t)points->count + 4) * sizeof *lines);
    int32_t count = list_corners(block, scatter, width, lines);
    count += list_names(block, scatter, points, width, is_chosen_only, lines + count);
    return count > 0 ? chart_list_new(block, lines, count, width) : (struct chart_list){0};
}

// --- The line ---

void scatter_trend_label_add(const hai_block *block, double r2, hai_point from, hai_point to,
                             struct chart_labels *labels)
{
    hai_text_style type = kit_type(hai_block_theme(block), "caption", "ink", HAI_TEXT_LEFT);
    type.weight = 700;
    type.line_height = 1.2;
    const char *text = hai_block_printf(block, "R² = %.2f", r2);
    // Along the line from its right end, on the side that the slope leaves free.
    const hai_paragraph *set = hai_paragraph_new(block, text, &type, 0);
    uint32_t rising = CHART_ABOVE_LEFT | CHART_BELOW_RIGHT;
    uint32_t falling = CHART_ABOVE_RIGHT | CHART_BELOW_LEFT;
    hai_size size = hai_paragraph_size(set);
    for (int32_t i = 0; i <= 16; i++) {
        double t = 1 - i % 9 * 0.08;
        hai_point at = {from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)};
        // At first where no name is so near that it would be read with it.
        bool is_rising = to.y < from.y;
        hai_box wide = {is_rising ? at.x - size.width - NAME_ROOM : at.x, at.y - size.height - 6,
                        size.width + NAME_ROOM, size.height};
        if (i < 9 && !chart_labels_is_free(labels, wide))
            continue;
        int32_t label =
            chart_labels_add(labels, (struct chart_label){.text = set,
                                                          .at = at,
                                                          .gap = 8,
                                                          .sides = to.y < from.y ? rising : falling,
                                                          .priority = 1e10,
                                                          .is_optional = true});
        (void)chart_labels_place(labels);
        if (chart_labels_find(labels, label)->is_placed)
            return;
    }
    // In a cloud: on the line, on a ground of its own.
    hai_point at = {to.x - hai_paragraph_size(set).width, (from.y + to.y) / 2};
    at.y = from.y + (at.x - from.x) / fmax(to.x - from.x, 1) * (to.y - from.y);
    chart_labels_add(labels, (struct chart_label){
                                 .text = set,
                                 .at = at,
                                 .sides = CHART_CENTRE,
                                 .priority = 1e10,
                                 .ground = hai_theme_colour(hai_block_theme(block), "surface")});
    (void)chart_labels_place(labels);
}

// --- Quadrants ---

int32_t scatter_quadrant_names_add(const hai_block *block, const struct scatter *scatter,
                                   hai_box plot, hai_point middle, struct chart_labels *labels)
{
    int32_t left_out = 0;
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
        bool is_placed = false, is_small = size.width > part.width || size.height > part.height;
        // From the outer corner to the inner one; where none is free, the name is left out.
        for (int32_t corner = 0; corner < 4 && !is_placed && !is_small; corner++) {
            bool at_right = is_right != ((corner & 1) != 0);
            bool at_bottom = is_below != ((corner & 2) != 0);
            hai_box box = {at_right ? hai_box_right(part) - size.width : part.x,
                           at_bottom ? hai_box_bottom(part) - size.height : part.y, size.width,
                           size.height};
            is_placed = chart_labels_is_free(labels, box);
            if (is_placed)
                chart_labels_add(labels, (struct chart_label){.text = text,
                                                              .at = {box.x + size.width / 2, box.y},
                                                              .sides = CHART_BELOW,
                                                              .priority = 1e9,
                                                              .is_optional = true});
        }
        left_out += is_placed ? 0 : 1;
    }
    return left_out;
}

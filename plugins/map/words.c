// SPDX-License-Identifier: MIT
//
// Names and figures on a map: inside of the regions where they fit, else beside the map with a
// leader line, where there is room near by, else below it under a number; of bubbles at their
// sides.
#include <stdlib.h>

#include "map.h"
#include "visual-kit/surface.h"

#define LINE_GAP (-4.0) // between the lines of a name and a figure, which have room of their own
#define BUBBLE_GAP 6.0
#define FIGURE_SHARE 0.7 // of the height of a line: that of its figures
#define SMALLER 0.8
#define MOST_LEADERS 40

static const hai_paragraph *write_name(const hai_block *block, const char *name, hai_colour ink)
{
    hai_text_style style =
        kit_type(hai_block_theme(block), "caption", chart_colour_name(block, ink), HAI_TEXT_LEFT);
    style.weight = 700;
    return hai_paragraph_new(block, name, &style, 0);
}

static const hai_paragraph *write_figure(const hai_block *block, const struct map_plan *plan,
                                         int32_t region, hai_colour ink)
{
    double value = plan->join.values[region];
    if (!isfinite(value))
        return NULL;
    return chart_text(block, chart_figure_text(block, value, &plan->format), "caption",
                      chart_colour_name(block, ink));
}

static void take_words(struct spots *spots, const hai_paragraph *words, hai_point at)
{
    hai_size size = words != NULL ? hai_paragraph_size(words) : (hai_size){0};
    if (words != NULL)
        spots_take_box(spots, (hai_box){at.x, at.y, size.width, size.height});
}

// Both, or the name alone.
static bool put_inside(const hai_block *block, struct map_plan *plan, struct spots *spots,
                       int32_t number)
{
    struct map_region *region = &plan->regions[number];
    hai_colour ink = chart_ink_on(hai_block_theme(block), region->colour);
    const hai_paragraph *name = write_name(block, plan->geo.regions[number].name, ink);
    const hai_paragraph *figure = write_figure(block, plan, number, ink);
    hai_size upper = hai_paragraph_size(name), lower = {0};
    for (int32_t pass = figure != NULL ? 0 : 1; pass < 2; pass++) {
        hai_size size = upper;
        if (pass == 0) {
            lower = hai_paragraph_size(figure);
            size =
                (hai_size){fmax(upper.width, lower.width), upper.height + lower.height + LINE_GAP};
        }
        hai_point at;
        if (!spots_find(spots, number, size, &at))
            continue;
        region->name = name;
        region->name_at = (hai_point){at.x + (size.width - upper.width) / 2, at.y};
        region->figure = pass == 0 ? figure : NULL;
        region->figure_at =
            (hai_point){at.x + (size.width - lower.width) / 2, at.y + upper.height + LINE_GAP};
        take_words(spots, region->name, region->name_at);
        take_words(spots, region->figure, region->figure_at);
        return true;
    }
    return false;
}

// The middle of its largest ring: what a leader points at where no cell is wholly inside.
static hai_point middle_of(const struct map_plan *plan, int32_t number)
{
    const struct geo_region *region = &plan->geo.regions[number];
    double largest = -1;
    hai_point middle = {0, 0};
    for (int32_t r = region->first; r < region->first + region->count; r++) {
        const struct geo_ring *ring = &plan->geo.rings[r];
        double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
        for (int32_t i = ring->first; i < ring->first + ring->count; i++) {
            left = fmin(left, plan->points[i].x);
            right = fmax(right, plan->points[i].x);
            top = fmin(top, plan->points[i].y);
            bottom = fmax(bottom, plan->points[i].y);
        }
        double area = (right - left) * (bottom - top);
        if (area > largest) {
            largest = area;
            middle = (hai_point){(left + right) / 2, (top + bottom) / 2};
        }
    }
    return middle;
}

// Words beside the map, and a line to their region. `figure` may be NULL.
static bool put_beside(struct map_plan *plan, struct spots *spots, int32_t number,
                       const hai_paragraph *name, const hai_paragraph *figure)
{
    struct map_region *region = &plan->regions[number];
    hai_size upper = hai_paragraph_size(name);
    hai_size lower = figure != NULL ? hai_paragraph_size(figure) : (hai_size){0};
    double gap = figure != NULL ? LINE_GAP : 0;
    hai_size size = {fmax(upper.width, lower.width), upper.height + gap + lower.height};
    hai_point at, from, to;
    if (!spots_find(spots, number, (hai_size){1, 1}, &from))
        from = middle_of(plan, number);
    if (!spots_find_outside(spots, number, from, size, &at, &to))
        return false;
    // The lines are flush with the side at which the leader ends.
    double flush = to.x > at.x + size.width ? 1 : to.x < at.x ? 0 : 0.5;
    region->name = name;
    region->figure = figure;
    region->name_at = (hai_point){at.x + (size.width - upper.width) * flush, at.y};
    region->figure_at =
        (hai_point){at.x + (size.width - lower.width) * flush, at.y + upper.height + gap};
    region->has_leader = true;
    region->leader_from = from;
    region->leader_to = to;
    spots_take_box(spots, (hai_box){at.x, at.y, size.width, size.height});
    return true;
}

static bool put_outside(const hai_block *block, struct map_plan *plan, struct spots *spots,
                        int32_t number)
{
    hai_colour ink = hai_theme_colour(hai_block_theme(block), "ink");
    return put_beside(plan, spots, number, write_name(block, plan->geo.regions[number].name, ink),
                      write_figure(block, plan, number, ink));
}

static bool has_area(const struct map_plan *plan, int32_t number)
{
    const struct geo_region *region = &plan->geo.regions[number];
    for (int32_t r = region->first; r < region->first + region->count; r++)
        if (!plan->geo.rings[r].is_line)
            return true;
    return false;
}

// --- Bubbles ---

static void take_region_words(struct chart_labels *labels, const hai_paragraph *words, hai_point at)
{
    hai_size size = words != NULL ? hai_paragraph_size(words) : (hai_size){0};
    if (words != NULL)
        chart_labels_take_box(labels, (hai_box){at.x, at.y, size.width, size.height});
}

// Places whose words found no room are told below the map with their values, the largest first as
// their bubbles are.
static void plan_bubble_note(const hai_block *block, struct map_plan *plan, const int32_t *numbers)
{
    size_t most = (size_t)plan->bubble_count + 1;
    struct chart_tree tree = {.nodes = hai_block_alloc(block, most * sizeof *tree.nodes),
                              .count = 1};
    const char **texts = hai_block_alloc(block, most * sizeof *texts);
    bool *is_told = hai_block_alloc(block, most * sizeof *is_told);
    int32_t dropped;
    for (int32_t i = 0; i < plan->bubble_count; i++) {
        const struct map_bubble *bubble = &plan->bubbles[i];
        if (numbers[i] < 0 || !isfinite(bubble->value) ||
            chart_labels_find(plan->labels, numbers[i])->is_placed)
            continue;
        texts[tree.count] =
            chart_value_text(block, bubble->value, &plan->point_format, plan->map->point_unit);
        tree.nodes[tree.count++] =
            (struct chart_node){.name = bubble->label, .value = bubble->value};
    }
    plan->places = chart_tree_note(block, &tree, is_told, texts, CHART_UNNAMED "地点",
                                   plan->box.width, &dropped);
}

static void plan_bubble_words(const hai_block *block, struct map_plan *plan)
{
    const struct map *map = plan->map;
    hai_colour ground = hai_colour_fade(hai_theme_colour(hai_block_theme(block), "surface"), 0.8);
    plan->labels = chart_labels_new(block, plan->field);
    for (int32_t i = 0; i < plan->geo.region_count; i++) {
        const struct map_region *region = &plan->regions[i];
        take_region_words(plan->labels, region->name, region->name_at);
        take_region_words(plan->labels, region->figure, region->figure_at);
        if (region->has_leader)
            chart_labels_take_line(plan->labels, region->leader_from, region->leader_to, 4);
    }
    for (int32_t i = 0; i < plan->bubble_count; i++)
        chart_labels_take_circle(plan->labels, plan->bubbles[i].at, plan->bubbles[i].radius);
    int32_t *numbers = hai_block_alloc(block, (size_t)plan->bubble_count * sizeof *numbers);
    for (int32_t i = 0; i < plan->bubble_count; i++) {
        const struct map_bubble *bubble = &plan->bubbles[i];
        numbers[i] = -1;
        const char *figure =
            isfinite(bubble->value)
                ? chart_value_text(block, bubble->value, &plan->point_format, map->point_unit)
                : "";
        const char *text =
            hai_block_printf(block, "%s%s%s", bubble->label,
                             bubble->label[0] != '\0' && figure[0] != '\0' ? " " : "", figure);
        if (text[0] == '\0')
            continue;
        numbers[i] = chart_labels_add(
            plan->labels,
            (struct chart_label){.text = chart_text(block, text, "caption", "ink"),
                                 .at = bubble->at,
                                 .gap = bubble->radius + BUBBLE_GAP,
                                 .sides = CHART_RIGHT | CHART_LEFT | CHART_ABOVE | CHART_BELOW,
                                 .first = CHART_RIGHT,
                                 .priority = isfinite(bubble->value) ? bubble->value : 0,
                                 .is_optional = map->chart.labels != CHART_LABELS_ALL,
                                 .ground = ground});
    }
    chart_labels_place(plan->labels);
    plan_bubble_note(block, plan, numbers);
}

// A number in a region stands for the name below the map; in a slender region it is smaller, or
// beside it. False: there is no room either.
static bool put_number(const hai_block *block, struct map_plan *plan, struct spots *spots,
                       int32_t number, int32_t rank)
{
    struct map_region *region = &plan->regions[number];
    hai_colour ink = chart_ink_on(hai_block_theme(block), region->colour);
    hai_text_style style =
        kit_type(hai_block_theme(block), "caption", chart_colour_name(block, ink), HAI_TEXT_LEFT);
    style.weight = 700;
    style.line_height = 1;
    for (int32_t pass = 0; pass < 2; pass++) {
        const hai_paragraph *text =
            hai_paragraph_new(block, hai_block_printf(block, "%d", (int)rank), &style, 0);
        // Figures have room of their own above and below.
        hai_size all = hai_paragraph_size(text), inner = {all.width, all.height * FIGURE_SHARE};
        if (spots_find(spots, number, inner, &region->name_at)) {
            region->name_at.y -= (all.height - inner.height) / 2;
            region->name = text;
            take_words(spots, region->name, region->name_at);
            return true;
        }
        style.size *= SMALLER;
    }
    hai_colour outer = hai_theme_colour(hai_block_theme(block), "ink");
    const char *text = hai_block_printf(block, "%d", (int)rank);
    return put_beside(plan, spots, number, write_name(block, text, outer), NULL);
}

struct waiting {
    double value;
    int32_t region;
};

static int compare_waiting(const void *a, const void *b)
{
    const struct waiting *x = a, *y = b;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return x->region - y->region;
}

// The largest value has the least number. Regions without a value are not told below.
static const char **number_names(const hai_block *block, struct map_plan *plan, struct spots *spots,
                                 const bool *waits)
{
    size_t most = (size_t)plan->geo.region_count + 1;
    struct waiting *waiting = hai_block_alloc(block, most * sizeof *waiting);
    const char **names = hai_block_alloc(block, most * sizeof *names);
    int32_t count = 0, rank = 0;
    for (int32_t i = 0; i < plan->geo.region_count; i++) {
        names[i] = plan->geo.regions[i].name;
        if (waits[i] && isfinite(plan->join.values[i]))
            waiting[count++] = (struct waiting){plan->join.values[i], i};
    }
    qsort(waiting, (size_t)count, sizeof *waiting, compare_waiting);
    for (int32_t i = 0; i < count; i++) {
        int32_t region = waiting[i].region;
        if (put_number(block, plan, spots, region, rank + 1))
            names[region] = hai_block_printf(block, "%d %s", (int)++rank, names[region]);
    }
    return names;
}

// Regions that are named, though their value has no room, are told below too.
static bool lacks_value(const struct map_plan *plan, int32_t i)
{
    const struct map_region *region = &plan->regions[i];
    return region->name != NULL && region->figure == NULL && isfinite(plan->join.values[i]);
}

// What found no room, with its value, below the map.
static void plan_note(const hai_block *block, struct map_plan *plan, struct spots *spots,
                      const bool *waits)
{
    const char **names = number_names(block, plan, spots, waits);
    size_t most = (size_t)plan->geo.region_count + 1;
    struct chart_tree tree = {.nodes = hai_block_alloc(block, most * sizeof *tree.nodes),
                              .count = 1};
    const char **texts = hai_block_alloc(block, most * sizeof *texts);
    bool *is_told = hai_block_alloc(block, most * sizeof *is_told);
    int32_t bare = 0, dropped = 0;
    bool is_numbered = false;
    for (int32_t i = 0; i < plan->geo.region_count; i++) {
        double value = plan->join.values[i];
        bare += waits[i] && !isfinite(value);
        if ((!waits[i] && !lacks_value(plan, i)) || !isfinite(value))
            continue;
        is_numbered = is_numbered || names[i] != plan->geo.regions[i].name;
        texts[tree.count] = chart_figure_text(block, value, &plan->format);
        tree.nodes[tree.count++] = (struct chart_node){.name = names[i], .value = value};
    }
    plan->note = chart_tree_note(block, &tree, is_told, texts, is_numbered ? "" : CHART_UNNAMED,
                                 plan->box.width, &dropped);
    if (plan->map->chart.labels == CHART_LABELS_ALL)
        plan->dropped = dropped + bare;
}

void map_plan_words(const hai_block *block, struct map_plan *plan)
{
    const struct geo *geo = &plan->geo;
    if (plan->map->chart.labels == CHART_LABELS_NONE)
        return;
    struct spots *spots = spots_new(block, plan->field, geo->region_count);
    for (int32_t i = 0; i < geo->region_count; i++)
        spots_add_region(spots, geo, plan->points, i);
    spots_add_borders(spots, geo, plan->points);
    for (int32_t i = 0; i < plan->bubble_count; i++)
        spots_take_circle(spots, plan->bubbles[i].at, plan->bubbles[i].radius);
    bool *waits = hai_block_alloc(block, (size_t)geo->region_count * sizeof *waits);
    for (int32_t i = 0; i < geo->region_count; i++)
        waits[i] = geo->regions[i].name[0] != '\0' && has_area(plan, i) &&
                   !put_inside(block, plan, spots, i);
    int32_t leaders = 0;
    for (int32_t i = 0; i < geo->region_count; i++) {
        waits[i] = waits[i] && !(leaders < MOST_LEADERS && put_outside(block, plan, spots, i));
        leaders += plan->regions[i].has_leader;
    }
    plan_note(block, plan, spots, waits);
    if (plan->bubble_count > 0)
        plan_bubble_words(block, plan);
}

// SPDX-License-Identifier: MIT
//
// Where everything of a map stands.
#include "map.h"
#include "visual-kit/surface.h"

#define HEIGHT_SHARE 0.85 // of the width, where no height is wanted
#define EDGE 5.0          // between the outermost border and the box
#define LEGEND_GAP 16.0
#define NOTE_GAP 8.0
#define APPROVAL_GAP 8.0
#define LEAST_RADIUS 4.0
#define DOT_RADIUS 7.0 // of a point without a value
#define STEEPEST 12.0  // a map that is longer in one way is drawn in a box of such a form

// From degrees to the sheet.
struct frame {
    hai_point corner, origin;
    double scale;
};

static hai_point place(const struct map_plan *plan, const struct frame *frame, hai_point degrees)
{
    hai_point at = geo_project(&plan->geo, (enum geo_projection)plan->map->projection, degrees);
    return (hai_point){frame->corner.x + (at.x - frame->origin.x) * frame->scale,
                       frame->corner.y + (at.y - frame->origin.y) * frame->scale};
}

// The map as large as it may be, in the middle of the width. Sets the field.
static struct frame fit(struct map_plan *plan, double y)
{
    const struct geo *geo = &plan->geo;
    const struct map *map = plan->map;
    enum geo_projection projection = (enum geo_projection)map->projection;
    hai_point from = geo_project(geo, projection, (hai_point){geo->west, geo->north});
    hai_point to = geo_project(geo, projection, (hai_point){geo->east, geo->south});
    double wide = to.x - from.x, high = to.y - from.y;
    double edge = EDGE + plan->most_radius, width = plan->box.width;
    double room = fmax(width - 2 * edge, 1);
    double most = map->chart.height > 0 ? map->chart.height : width * HEIGHT_SHARE;
    most = fmax(most - 2 * edge, 1);
    double scale = fmin(room / fmax(wide, high / STEEPEST), most / fmax(high, wide / STEEPEST));
    scale = isfinite(scale) ? scale : 1; // a single place
    double height = fmin(fmax(high * scale, room / STEEPEST), most) + 2 * edge;
    plan->field = (hai_box){plan->box.x, y, width, height};
    return (struct frame){
        {plan->box.x + (width - wide * scale) / 2, y + (height - high * scale) / 2}, from, scale};
}

// --- Bubbles ---

static double find_most(const struct map *map)
{
    double most = 0;
    for (int32_t row = 0; row < hai_table_rows(map->points); row++)
        most = fmax(most, hai_table_number(map->points, row, map->point_value));
    return most;
}

static void plan_bubbles(const hai_block *block, struct map_plan *plan, const struct frame *frame)
{
    const struct map *map = plan->map;
    const struct geo *geo = &plan->geo;
    int32_t rows = map->points != NULL ? hai_table_rows(map->points) : 0;
    plan->bubbles = hai_block_alloc(block, ((size_t)rows + 1) * sizeof *plan->bubbles);
    double most = rows > 0 ? find_most(map) : 0;
    for (int32_t row = 0; row < rows; row++) {
        hai_point at = {hai_table_number(map->points, row, map->longitude),
                        hai_table_number(map->points, row, map->latitude)};
        bool is_read = isfinite(at.x) && isfinite(at.y);
        bool is_inside = is_read && at.x >= geo->west && at.x <= geo->east && at.y >= geo->south &&
                         at.y <= geo->north;
        plan->unread += !is_read;
        plan->outside += is_read && !is_inside;
        if (!is_inside)
            continue;
        struct map_bubble *bubble = &plan->bubbles[plan->bubble_count++];
        *bubble = (struct map_bubble){.at = place(plan, frame, at),
                                      .value = hai_table_number(map->points, row, map->point_value),
                                      .label = hai_table_text(map->points, row, map->point_label)};
        double share = most > 0 ? sqrt(fmax(bubble->value, 0) / most) : 0;
        double radius = isnan(bubble->value) ? DOT_RADIUS : plan->most_radius * share;
        bubble->radius = fmin(fmax(radius, LEAST_RADIUS), plan->most_radius);
    }
}

// --- Regions ---

static void plan_regions(const hai_block *block, struct map_plan *plan)
{
    const struct geo *geo = &plan->geo;
    const struct map *map = plan->map;
    const hai_theme *theme = hai_block_theme(block);
    hai_colour bare =
        hai_colour_mix(hai_theme_colour(theme, "surface"), hai_theme_colour(theme, "line"), 0.5);
    const char **names = hai_block_alloc(block, (size_t)geo->region_count * sizeof *names);
    plan->regions = hai_block_alloc(block, (size_t)geo->region_count * sizeof *plan->regions);
    for (int32_t i = 0; i < geo->region_count; i++)
        names[i] = geo->regions[i].name;
    for (int32_t i = 0; i < geo->region_count; i++) {
        plan->regions[i].colour =
            plan->shades != NULL ? chart_shade(plan->shades, plan->join.values[i]) : bare;
        plan->regions[i].is_highlit =
            chart_is_highlit(map->chart.highlight, names, plan->join.values, geo->region_count, i);
    }
}

static void plan_shades(const hai_block *block, struct map_plan *plan)
{
    const struct map *map = plan->map;
    int32_t count = plan->geo.region_count;
    plan->format = chart_format(&map->chart, plan->join.values, count);
    plan->shades = chart_shades_new(block, &map->shade, plan->join.values, count, &plan->format,
                                    map->chart.unit);
    if (map->chart.legend != CHART_LEGEND_NONE)
        plan->legend = chart_shade_legend_new(block, plan->shades, plan->box.width);
    int32_t rows = map->points != NULL ? hai_table_rows(map->points) : 0;
    double *values = hai_block_alloc(block, ((size_t)rows + 1) * sizeof *values);
    for (int32_t row = 0; row < rows; row++)
        values[row] = hai_table_number(map->points, row, map->point_value);
    plan->point_format = chart_format(&map->chart, values, rows);
}

static const hai_paragraph *approval_words(const hai_block *block, const char *number, double width)
{
    hai_text_style style = kit_type(hai_block_theme(block), "caption", "weak", HAI_TEXT_LEFT);
    return hai_paragraph_new(block, hai_block_printf(block, "审图号:%s", number), &style, width);
}

struct map_plan map_plan(const hai_block *block, const struct map *map, hai_box box)
{
    struct map_plan plan = {.map = map, .box = box, .geo = geo_read(block, map->map, map->key)};
    int32_t rows = map->chart.rows != NULL ? hai_table_rows(map->chart.rows) : 0;
    int32_t points = map->points != NULL ? hai_table_rows(map->points) : 0;
    bool is_bare = map->chart.rows == NULL && map->points == NULL; // borders and names alone
    plan.is_empty = plan.geo.fault != NULL || (!is_bare && rows == 0 && points == 0);
    if (plan.is_empty) {
        plan.box.height = fmax(chart_empty_height(block, box.width), box.height);
        return plan;
    }
    plan.join = map_join(block, map, &plan.geo);
    plan_shades(block, &plan);
    plan_regions(block, &plan);
    plan.most_radius = points > 0 ? fmin(map->radius, box.width / 20) : 0;
    double y = box.y;
    plan.title = chart_title(block, map->chart.title, box.width);
    if (plan.title != NULL)
        y += kit_height(plan.title) + CHART_TITLE_GAP;
    const struct frame frame = fit(&plan, y);
    plan.points = hai_block_alloc(block, (size_t)plan.geo.point_count * sizeof *plan.points);
    for (int32_t i = 0; i < plan.geo.point_count; i++)
        plan.points[i] = place(&plan, &frame, plan.geo.points[i]);
    plan_bubbles(block, &plan, &frame);
    map_plan_words(block, &plan);
    y = hai_box_bottom(plan.field);
    if (plan.legend != NULL) {
        plan.legend_y = y + LEGEND_GAP;
        y = plan.legend_y + chart_shade_legend_height(plan.legend);
    }
    if (plan.note != NULL) {
        plan.note_y = y + NOTE_GAP;
        y = plan.note_y + kit_height(plan.note);
    }
    if (plan.places != NULL) {
        plan.places_y = y + NOTE_GAP;
        y = plan.places_y + kit_height(plan.places);
    }
    if (map->approval != NULL && map->approval[0] != '\0') {
        plan.approval = approval_words(block, map->approval, box.width);
        plan.approval_y = y + APPROVAL_GAP;
        y = plan.approval_y + kit_height(plan.approval);
    }
    plan.box.height = fmax(y - box.y, box.height);
    return plan;
}

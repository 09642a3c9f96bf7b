// SPDX-License-Identifier: MIT
//
// Regions as shades of what they have, and points as bubbles, on borders from a GeoJSON file.
#include "map.h"

#include "visual-kit/surface.h"

#define BORDER 2.0
#define FRAME 3.5  // of what is highlighted
#define FINEST 0.4 // borders leave out points that are closer
#define SPECK 5.0
#define MOST_POINTS 2000
#define LEADER_DOT 3.5

static const struct map defaults = {.chart = {CHART_DEFAULTS},
                                    .shade = {CHART_SHADE_DEFAULTS},
                                    .key = "name",
                                    .point_label = -1,
                                    .longitude = -1,
                                    .latitude = -1,
                                    .point_value = -1,
                                    .point_colour = "accent",
                                    .radius = 26};

static const char *const projections[] = {"equirectangular", "mercator", NULL};

static const hai_option options[] = {
    HAI_JSON("map", struct map, map, .flags = HAI_REQUIRED,
             .help_zh = "GeoJSON文件:各区域的边界,经纬度",
             .help_en = "A GeoJSON file: the borders of the regions in degrees"),
    HAI_STRING("key", struct map, key, .help_zh = "区域名称在哪个属性(properties)里",
               .help_en = "The property that names a region"),
    HAI_STRING("approval", struct map, approval,
               .help_zh = "审图号,写在图下;中国地图必填,如GS(2024)0650号",
               .help_en = "Number of the map's approval, written below it; maps of China or of a "
                          "part of it must have one"),
    HAI_CHOICE("projection", struct map, projection, projections,
               .help_zh = "投影:等距圆柱(以中间纬度为准)、墨卡托",
               .help_en = "Equirectangular, true halfway up, or Mercator"),
    HAI_TABLE("rows", struct map, chart.rows, .help_zh = "数据表,一行一个区域",
              .help_en = "The data, a row for each region"),
    HAI_COLUMN("label", struct map, chart.label, "label", .flags = HAI_REQUIRED,
               .help_zh = "区域名称列", .help_en = "Column of the names of regions"),
    HAI_COLUMN("value", struct map, chart.value, "value", .flags = HAI_REQUIRED,
               .help_zh = "数值列", .help_en = "Column of values"),
    HAI_STRING("unit", struct map, chart.unit, .help_zh = "单位", .help_en = "Unit"),
    HAI_NUMBER_OPTIONS(struct map, chart.number),
    CHART_SHADE_OPTIONS(struct map, shade),
    HAI_TABLE("points", struct map, points, .help_zh = "地点表,画成圆点或气泡",
              .help_en = "Places, drawn as dots or bubbles"),
    HAI_COLUMN("point_label", struct map, point_label, "label", .of = "points",
               .help_zh = "地点名称列", .help_en = "Column of the names of places"),
    HAI_COLUMN("longitude", struct map, longitude, "longitude", .of = "points",
               .flags = HAI_REQUIRED, .help_zh = "经度列", .help_en = "Column of degrees east"),
    HAI_COLUMN("latitude", struct map, latitude, "latitude", .of = "points", .flags = HAI_REQUIRED,
               .help_zh = "纬度列", .help_en = "Column of degrees north"),
    HAI_COLUMN("point_value", struct map, point_value, "value", .of = "points",
               .help_zh = "圆面积列,没有则画圆点",
               .help_en = "Column of values that areas show; without one, dots"),
    HAI_STRING("point_unit", struct map, point_unit, .help_zh = "圆面积的单位",
               .help_en = "Unit of what areas show"),
    HAI_COLOUR("point_colour", struct map, point_colour, .help_zh = "地点的颜色",
               .help_en = "Colour of places"),
    HAI_LENGTH("radius", struct map, radius, 4, 120, .unit = "px", .help_zh = "最大圆的半径",
               .help_en = "Radius of the largest bubble"),
    HAI_STRING("highlight", struct map, chart.highlight,
               .help_zh = "框出哪些区域:largest最大、smallest最小,或名称,以顿号分开",
               .help_en = "Regions that are framed: largest, smallest, or names parted by 、"),
    CHART_TITLE_OPTION(struct map, chart),
    HAI_LENGTH("height", struct map, chart.height, 0, 4000, .unit = "px",
               .help_zh = "地图最多多高,0按宽度定",
               .help_en = "Height that the map keeps below; 0: by the width"),
    HAI_CHOICE("labels", struct map, chart.labels, chart_label_choices,
               .help_zh = "名称和数值:放得下就标、尽量全标、不标",
               .help_en = "Names and values: where there is room, all, none"),
    CHART_LEGEND_OPTION(struct map, chart),
};

// --- Mistakes ---

static void check_approval(const hai_block *block, const struct map *map, const struct geo *geo)
{
    const char *number = map->approval != NULL ? map->approval : "";
    if (number[0] != '\0') {
        if (!geo_is_approval(number))
            hai_block_error(block, "approval", "map.approval",
                            "write it as it stands on the map: GS(2024)0650号, 豫S(2023年)第12号",
                            "'%s' is no 审图号", number);
        return;
    }
    const char *why = geo_find_china(block, geo);
    if (why != NULL)
        hai_block_error(
            block, "map", "map.approval",
            "take an approved map and give its number: \"approval\": \"GS(2024)0650号\"; the "
            "ministry's own are at bzdt.ch.mnr.gov.cn",
            "a map of China, or of a part of it, is not drawn without its 审图号 (%s)", why);
}

static void check_rows(const hai_block *block, const struct map *map, const struct geo *geo)
{
    if (map->chart.rows == NULL || hai_table_rows(map->chart.rows) == 0)
        return;
    const struct map_join join = map_join(block, map, geo);
    if (join.strangers > 0)
        hai_block_warn(block, "rows", "map.row", "write names as the map has them",
                       "%d rows have no region in the map: '%s'%s", (int)join.strangers,
                       join.stranger, join.strangers > 1 ? " and others" : "");
    if (join.bare > 0)
        hai_block_warn(block, "rows", "map.region", NULL,
                       "%d regions of the map have no row: '%s'%s", (int)join.bare, join.bare_name,
                       join.bare > 1 ? " and others" : "");
    if (join.doubled > 0)
        hai_block_warn(block, "rows", "map.double", "make it one row",
                       "several rows are of '%s'%s: the first is taken", join.doubled_name,
                       join.doubled > 1 ? " and others" : "");
}

static void check_points(const hai_block *block, const struct map *map)
{
    int32_t rows = map->points != NULL ? hai_table_rows(map->points) : 0;
    if (rows > MOST_POINTS)
        hai_block_error(block, "points", "chart.rows",
                        "take fewer of them (\"steps\": top, filter, group)",
                        "a map shows at most %d places, and there are %d", MOST_POINTS, (int)rows);
}

static void check(const hai_block *block, const void *data)
{
    const struct map *map = data;
    const struct geo geo = geo_read(block, map->map, map->key);
    if (geo.fault != NULL) {
        hai_block_error(block, "map", "map.geojson", geo.hint, "%s", geo.fault);
        return;
    }
    if (geo.passed_over > 0)
        hai_block_warn(block, "map", "map.geometry", "give places in \"points\"",
                       "%d features of the map are points and are left out", (int)geo.passed_over);
    check_approval(block, map, &geo);
    check_rows(block, map, &geo);
    check_points(block, map);
}

// --- Drawing ---

// Twice the area of a ring, its sign being the way around.
static double area_of(const hai_point *points, const struct geo_ring *ring)
{
    double area = 0;
    for (int32_t i = 0; i < ring->count; i++) {
        hai_point a = points[ring->first + i], b = points[ring->first + (i + 1) % ring->count];
        area += a.x * b.y - b.x * a.y;
    }
    return area;
}

// Files go around their holes as they like; here these turn against what is around them. However
// small, no ring is left out: islands are part of what was approved.
static void ring_path(hai_canvas *canvas, const hai_point *points, const struct geo_ring *ring)
{
    bool is_turned = !ring->is_line && (area_of(points, ring) < 0) != ring->is_hole;
    hai_point last = {INFINITY, INFINITY};
    for (int32_t i = 0; i < ring->count; i++) {
        hai_point at = points[ring->first + (is_turned ? ring->count - 1 - i : i)];
        bool is_needed = i + 3 >= ring->count || !isfinite(last.x);
        if (!is_needed && hypot(at.x - last.x, at.y - last.y) < FINEST)
            continue;
        if (i == 0)
            hai_canvas_move_to(canvas, at.x, at.y);
        else
            hai_canvas_line_to(canvas, at.x, at.y);
        last = at;
    }
    if (!ring->is_line)
        hai_canvas_close(canvas);
}

enum rings { AREAS, LINES, SPECKS };

// So small that the borders between regions would hide it.
static bool is_speck(const struct map_plan *plan, const struct geo_ring *ring)
{
    hai_point first = plan->points[ring->first];
    for (int32_t i = ring->first; i < ring->first + ring->count; i++)
        if (fabs(plan->points[i].x - first.x) > SPECK || fabs(plan->points[i].y - first.y) > SPECK)
            return false;
    return true;
}

// Rings of a kind, specks being areas, too; false where there are none.
static bool region_path(hai_canvas *canvas, const struct map_plan *plan, int32_t number,
                        enum rings rings)
{
    const struct geo_region *region = &plan->geo.regions[number];
    bool is_there = false;
    for (int32_t r = region->first; r < region->first + region->count; r++) {
        const struct geo_ring *ring = &plan->geo.rings[r];
        if (ring->is_line != (rings == LINES) || (rings == SPECKS && !is_speck(plan, ring)))
            continue;
        ring_path(canvas, plan->points, ring);
        is_there = true;
    }
    return is_there;
}

static void stroke(hai_canvas *canvas, double width, hai_colour colour)
{
    hai_stroke line = hai_stroke_width(width);
    line.join = 1;
    line.cap = 1;
    hai_canvas_stroke(canvas, line, hai_paint_colour(colour));
}

static void draw_regions(const hai_block *block, const struct map_plan *plan, hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour surface = hai_theme_colour(theme, "surface"), ink = hai_theme_colour(theme, "ink");
    hai_colour weak = hai_theme_colour(theme, "weak");
    double border = fmin(BORDER, plan->box.width / 250);
    int32_t count = plan->geo.region_count;
    for (int32_t i = 0; i < count; i++)
        if (region_path(canvas, plan, i, AREAS))
            hai_canvas_fill(canvas, hai_paint_colour(plan->regions[i].colour));
    for (int32_t i = 0; i < count; i++)
        if (region_path(canvas, plan, i, AREAS))
            stroke(canvas, border, surface);
    for (int32_t i = 0; i < count; i++)
        if (region_path(canvas, plan, i, LINES))
            stroke(canvas, border, weak);
    for (int32_t i = 0; i < count; i++)
        if (region_path(canvas, plan, i, SPECKS))
            stroke(canvas, border + 1, hai_colour_mix(plan->regions[i].colour, weak, 0.35));
    for (int32_t i = 0; i < count; i++)
        if (plan->regions[i].is_highlit && region_path(canvas, plan, i, AREAS))
            stroke(canvas, FRAME, ink);
}

static void draw_bubbles(const hai_block *block, const struct map_plan *plan, hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour colour = hai_theme_colour(theme, plan->map->point_colour);
    for (int32_t i = 0; i < plan->bubble_count; i++) {
        const struct map_bubble *bubble = &plan->bubbles[i];
        for (int32_t pass = 0; pass < 2; pass++) {
            hai_canvas_move_to(canvas, bubble->at.x + bubble->radius, bubble->at.y);
            hai_canvas_arc(canvas, bubble->at.x, bubble->at.y, bubble->radius, 0, 2 * acos(-1));
            hai_canvas_close(canvas);
            if (pass == 0)
                hai_canvas_fill(canvas, hai_paint_colour(hai_colour_fade(colour, 0.85)));
            else
                stroke(canvas, 1.5, hai_theme_colour(theme, "surface"));
        }
    }
}

static void draw_words(const hai_block *block, const struct map_plan *plan, hai_canvas *canvas)
{
    hai_colour weak = hai_theme_colour(hai_block_theme(block), "weak");
    for (int32_t i = 0; i < plan->geo.region_count; i++) {
        const struct map_region *region = &plan->regions[i];
        if (region->has_leader) {
            kit_rule(canvas, region->leader_from, region->leader_to, 1.5, weak);
            kit_fill_box(canvas,
                         (hai_box){region->leader_from.x - LEADER_DOT,
                                   region->leader_from.y - LEADER_DOT, 2 * LEADER_DOT,
                                   2 * LEADER_DOT},
                         LEADER_DOT, weak);
        }
        if (region->name != NULL)
            hai_canvas_paragraph(canvas, region->name, region->name_at.x, region->name_at.y);
        if (region->figure != NULL)
            hai_canvas_paragraph(canvas, region->figure, region->figure_at.x, region->figure_at.y);
    }
    if (plan->labels != NULL)
        chart_labels_draw(plan->labels, canvas);
}

void map_draw(const hai_block *block, const struct map_plan *plan, hai_canvas *canvas)
{
    if (plan->title != NULL)
        hai_canvas_paragraph(canvas, plan->title, plan->box.x, plan->box.y);
    draw_regions(block, plan, canvas);
    draw_bubbles(block, plan, canvas);
    draw_words(block, plan, canvas);
    chart_shade_legend_draw(plan->legend, canvas, plan->box.x, plan->legend_y);
    if (plan->note != NULL)
        hai_canvas_paragraph(canvas, plan->note, plan->box.x, plan->note_y);
    if (plan->places != NULL)
        hai_canvas_paragraph(canvas, plan->places, plan->box.x, plan->places_y);
    if (plan->approval != NULL)
        hai_canvas_paragraph(canvas, plan->approval, plan->box.x, plan->approval_y);
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    hai_box box = {0, 0, space.width, 0};
    return (hai_size){space.width, map_plan(block, data, box).box.height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct map_plan plan = map_plan(block, data, box);
    if (plan.is_empty) {
        chart_empty_draw(block, canvas, plan.box);
        return;
    }
    map_draw(block, &plan, canvas);
    chart_warn_dropped(block, plan.dropped);
    if (plan.unread > 0)
        hai_block_warn(block, "points", "map.place", "write degrees, as 113.62 and 34.75",
                       "%d places have no longitude or latitude, and are left out",
                       (int)plan.unread);
    if (plan.outside > 0)
        hai_block_warn(block, "points", "map.place", "are longitude and latitude exchanged?",
                       "%d places lie beyond the map, and are left out", (int)plan.outside);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct map *map = data;
    if (map->chart.rows == NULL || map->chart.label < 0 || map->chart.value < 0)
        return "地图";
    return chart_summary(block, "分级统计地图", &map->chart, CHART_STORY_RANK);
}

CHART_PLUGIN("map", struct map, "地图", "Map", "各区域的数值,以颜色深浅表示;地点的数值,以气泡表示",
             "Values of regions as shades, of places as bubbles");

// SPDX-License-Identifier: MIT
//
// Regions as shades, points as bubbles, on borders that the spec brings with it.
#ifndef MAP_MAP_H
#define MAP_MAP_H

#include "chart-kit/chart.h"

// --- Borders ---

struct geo_ring {
    int32_t first, count; // of its points; a ring's last point is not its first again
    bool is_line;         // a border of its own, without an area
    bool is_hole;
};

struct geo_region {
    const char *name;     // "": none
    int32_t first, count; // of its rings
    const hai_json *properties;
};

struct geo {
    struct geo_region *regions;
    struct geo_ring *rings;
    hai_point *points; // degrees: x of longitude, y of latitude
    int32_t region_count, ring_count, point_count;
    double west, east, south, north;
    int32_t passed_over; // features that are points
    // What is wrong with it; NULL: nothing.
    const char *fault, *hint;
};

// GeoJSON (RFC 7946): a FeatureCollection of polygons and lines, the name of each in the property
// `key`. Depth and size were bounded by the core; rings and coordinates are here.
struct geo geo_read(const hai_block *block, const hai_json *json, const char *key);

// Whether names, codes or coordinates tell that it shows China, or a part of it, or reaches into
// it: then why, in words; else NULL.
const char *geo_find_china(const hai_block *block, const struct geo *geo);

// Whether a text is the number of an approved map: GS(2024)0650号, 豫S(2023年)第12号.
bool geo_is_approval(const char *text);

enum geo_projection {
    GEO_EQUIRECTANGULAR, // degrees are equal; those of longitude as long as they are halfway up
    GEO_MERCATOR,        // shapes are kept, areas grow towards the poles
};

hai_point geo_project(const struct geo *geo, enum geo_projection projection, hai_point at);

// --- Where words stand ---

// The sheet in small cells: to which region each belongs, and what is taken.
struct spots;

struct spots *spots_new(const hai_block *block, hai_box field, int32_t regions);

// The region of a number with these rings, its points being on the sheet.
void spots_add_region(struct spots *spots, const struct geo *geo, const hai_point *points,
                      int32_t region);
// Their borders, after all regions were added.
void spots_add_borders(struct spots *spots, const struct geo *geo, const hai_point *points);

void spots_take_circle(struct spots *spots, hai_point centre, double radius);

// Room for a box in a region, well away from its borders: its top left corner. False: there is
// none.
bool spots_find(struct spots *spots, int32_t region, hai_size size, hai_point *corner);

// Room outside of all regions, near a point of one and with a free way to it; the way ends at *end.
bool spots_find_outside(struct spots *spots, int32_t region, hai_point from, hai_size size,
                        hai_point *corner, hai_point *end);

void spots_take_box(struct spots *spots, hai_box box);

// --- The plan ---

struct map {
    struct chart_options chart;
    struct chart_shade_options shade;
    const hai_json *map;
    const char *key, *approval;
    int32_t projection; // enum geo_projection
    const hai_table *points;
    int32_t point_label, longitude, latitude, point_value; // columns; -1: none
    const char *point_unit, *point_colour;
    double radius;
};

// What rows say of regions.
struct map_join {
    double *values;       // of each region; NAN: none
    int32_t *rows;        // of each region; -1: none
    int32_t strangers;    // rows without a region
    const char *stranger; // the first of them
    int32_t bare;         // regions with a name and without a row
    const char *bare_name;
    int32_t doubled; // rows of a region that had one
    const char *doubled_name;
};

struct map_join map_join(const hai_block *block, const struct map *map, const struct geo *geo);

struct map_region {
    hai_colour colour;
    bool is_highlit;
    const hai_paragraph *name, *figure; // NULL: no room
    hai_point name_at, figure_at;
    bool has_leader;
    hai_point leader_from, leader_to;
};

struct map_bubble {
    hai_point at;
    double radius, value;
    const char *label;
};

struct map_plan {
    const struct map *map;
    bool is_empty;
    hai_box box, field; // of all, of the map across the whole width
    struct geo geo;
    struct map_join join;
    hai_point *points; // of the borders, on the sheet
    struct map_region *regions;
    struct map_bubble *bubbles;
    int32_t bubble_count, outside, unread; // bubbles beyond the map, rows without a place
    double most_radius;
    hai_number_format format, point_format;
    const struct chart_shades *shades; // NULL: no value
    struct chart_shade_legend *legend;
    // note, places: regions and bubbles whose names found no room
    const hai_paragraph *title, *note, *places, *approval;
    double legend_y, note_y, places_y, approval_y;
    struct chart_labels *labels; // of the bubbles
    int32_t dropped;
};

struct map_plan map_plan(const hai_block *block, const struct map *map, hai_box box);

// Names and figures of regions and bubbles, for the plan.
void map_plan_words(const hai_block *block, struct map_plan *plan);

void map_draw(const hai_block *block, const struct map_plan *plan, hai_canvas *canvas);

#endif

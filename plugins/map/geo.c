// SPDX-License-Identifier: MIT
//
// Reading GeoJSON.
#include <string.h>

#include "map.h"

#define MAX_REGIONS 2000
#define MOST_LATITUDE 85.0 // of Mercator, which has no poles

// Where one is, for messages.
struct reader {
    const hai_block *block;
    struct geo *geo;
    uint32_t feature;
    const char *name;
};

static bool refuse(struct reader *reader, const char *hint, const char *what)
{
    struct geo *geo = reader->geo;
    const char *name = reader->name;
    if (geo->fault == NULL) {
        geo->fault = name == NULL || name[0] == '\0'
                         ? hai_block_printf(reader->block, "features/%u %s", reader->feature, what)
                         : hai_block_printf(reader->block, "features/%u, '%s', %s", reader->feature,
                                            name, what);
        geo->hint = hint;
    }
    return false;
}

static bool fail(struct geo *geo, const char *hint, const char *what)
{
    geo->fault = what;
    geo->hint = hint;
    return false;
}

// --- Positions and rings ---

static bool read_position(struct reader *reader, const hai_json *json)
{
    double x = hai_json_number(hai_json_at(json, 0)), y = hai_json_number(hai_json_at(json, 1));
    if (hai_json_kind(json) != HAI_JSON_ARRAY || !isfinite(x) || !isfinite(y))
        return refuse(reader, "a position is [longitude, latitude]",
                      "has a position that is no pair of numbers");
    if (fabs(x) > 180 || fabs(y) > 90)
        return refuse(
            reader, "convert it to longitude and latitude (WGS 84), which GeoJSON asks for",
            hai_block_printf(reader->block, "lies at %g, %g, which are no degrees", x, y));
    struct geo *geo = reader->geo;
    geo->west = fmin(geo->west, x);
    geo->east = fmax(geo->east, x);
    geo->south = fmin(geo->south, y);
    geo->north = fmax(geo->north, y);
    geo->points[geo->point_count++] = (hai_point){x, y};
    return true;
}

static bool read_ring(struct reader *reader, const hai_json *json, bool is_line, bool is_hole)
{
    struct geo *geo = reader->geo;
    struct geo_ring ring = {.first = geo->point_count, .is_line = is_line, .is_hole = is_hole};
    if (hai_json_kind(json) != HAI_JSON_ARRAY)
        return refuse(reader, NULL, "has a ring that is no list of positions");
    for (uint32_t i = 0; i < hai_json_count(json); i++)
        if (!read_position(reader, hai_json_at(json, i)))
            return false;
    ring.count = geo->point_count - ring.first;
    const hai_point *points = &geo->points[ring.first];
    int32_t last = ring.count - 1;
    bool is_closed = last > 0 && points->x == points[last].x && points->y == points[last].y;
    if (!is_line && is_closed)
        ring.count = last;
    if (ring.count < (is_line ? 2 : 3))
        return refuse(reader, "a ring has four positions at least, the last being the first again",
                      hai_block_printf(reader->block, "has a %s of %d positions",
                                       is_line ? "line" : "ring", (int)ring.count));
    geo->rings[geo->ring_count++] = ring;
    return true;
}

static bool read_polygon(struct reader *reader, const hai_json *json)
{
    if (hai_json_count(json) == 0)
        return refuse(reader, NULL, "has a polygon without rings");
    for (uint32_t i = 0; i < hai_json_count(json); i++)
        if (!read_ring(reader, hai_json_at(json, i), false, i > 0))
            return false;
    return true;
}

static bool read_geometry(struct reader *reader, const hai_json *geometry)
{
    const char *type = hai_json_text(hai_json_member(geometry, "type"));
    const hai_json *parts = hai_json_member(geometry, "coordinates");
    if (hai_json_kind(geometry) == HAI_JSON_NULL)
        return true; // a feature may have none
    if (strcmp(type, "Point") == 0 || strcmp(type, "MultiPoint") == 0) {
        reader->geo->passed_over++;
        return true;
    }
    if (strcmp(type, "Polygon") == 0)
        return read_polygon(reader, parts);
    if (strcmp(type, "LineString") == 0)
        return read_ring(reader, parts, true, false);
    bool is_lines = strcmp(type, "MultiLineString") == 0;
    if (!is_lines && strcmp(type, "MultiPolygon") != 0)
        return refuse(reader, "take Polygon, MultiPolygon, LineString or MultiLineString",
                      hai_block_printf(reader->block, "has a geometry of the type '%.40s'", type));
    for (uint32_t i = 0; i < hai_json_count(parts); i++) {
        const hai_json *part = hai_json_at(parts, i);
        if (!(is_lines ? read_ring(reader, part, true, false) : read_polygon(reader, part)))
            return false;
    }
    return true;
}

// --- Features ---

// Positions below a value: the room that they need.
static int32_t count_positions(const hai_json *json)
{
    if (hai_json_kind(hai_json_at(json, 0)) == HAI_JSON_NUMBER)
        return 1;
    int32_t count = 1;
    for (uint32_t i = 0; i < hai_json_count(json); i++)
        count += count_positions(hai_json_at(json, i));
    return count;
}

static const char *name_of(const hai_block *block, const hai_json *properties, const char *key)
{
    const hai_json *name = hai_json_member(properties, key);
    if (hai_json_kind(name) == HAI_JSON_NUMBER)
        return hai_block_printf(block, "%.15g", hai_json_number(name));
    return hai_json_text(name);
}

static bool check_root(const hai_block *block, struct geo *geo, const hai_json *json)
{
    const char *type = hai_json_text(hai_json_member(json, "type"));
    if (strcmp(type, "Topology") == 0)
        return fail(geo, "convert it: mapshaper FILE -o format=geojson OTHER",
                    "this is TopoJSON, and a map is GeoJSON");
    if (strcmp(type, "FeatureCollection") != 0)
        return fail(geo, "write {\"type\": \"FeatureCollection\", \"features\": […]}",
                    type[0] == '\0'
                        ? "this is no GeoJSON: it has no \"type\""
                        : hai_block_printf(
                              block, "a map is a FeatureCollection, and this is '%.40s'", type));
    const hai_json *features = hai_json_member(json, "features");
    if (hai_json_kind(features) != HAI_JSON_ARRAY || hai_json_count(features) == 0)
        return fail(geo, NULL, "the map has no features");
    if (hai_json_count(features) > MAX_REGIONS)
        return fail(geo, "join those that are shown as one",
                    hai_block_printf(block, "the map has %u regions, and at most %d are taken",
                                     hai_json_count(features), MAX_REGIONS));
    return true;
}

// Without a single name nothing can be joined.
static void check_names(const hai_block *block, struct geo *geo, const char *key)
{
    for (int32_t i = 0; i < geo->region_count; i++)
        if (geo->regions[i].name[0] != '\0')
            return;
    const hai_json *first = geo->regions[0].properties;
    const char *all = "";
    for (uint32_t i = 0; i < hai_json_count(first) && i < 12; i++)
        all = hai_block_printf(block, "%s%s%s", all, i > 0 ? ", " : "", hai_json_name(first, i));
    fail(geo,
         all[0] == '\0' ? "give each feature its name in \"properties\""
                        : hai_block_printf(block, "name one of its properties in \"key\": %s", all),
         hai_block_printf(block, "no region has a property '%s'", key));
}

struct geo geo_read(const hai_block *block, const hai_json *json, const char *key)
{
    struct geo geo = {.west = INFINITY, .east = -INFINITY, .south = INFINITY, .north = -INFINITY};
    if (!check_root(block, &geo, json))
        return geo;
    const hai_json *features = hai_json_member(json, "features");
    size_t most = (size_t)count_positions(features) + 1;
    geo.regions = hai_block_alloc(block, hai_json_count(features) * sizeof *geo.regions);
    geo.rings = hai_block_alloc(block, (most / 2 + 1) * sizeof *geo.rings);
    geo.points = hai_block_alloc(block, most * sizeof *geo.points);
    for (uint32_t i = 0; i < hai_json_count(features); i++) {
        const hai_json *feature = hai_json_at(features, i);
        const hai_json *properties = hai_json_member(feature, "properties");
        struct geo_region *region = &geo.regions[geo.region_count++];
        *region = (struct geo_region){.name = name_of(block, properties, key),
                                      .first = geo.ring_count,
                                      .properties = properties};
        struct reader reader = {block, &geo, i, region->name};
        if (!read_geometry(&reader, hai_json_member(feature, "geometry")))
            return geo;
        region->count = geo.ring_count - region->first;
    }
    if (geo.point_count == 0)
        fail(&geo, NULL, "the map has no region with an area");
    else
        check_names(block, &geo, key);
    return geo;
}

// --- Projection ---

static double mercator(double latitude)
{
    double turn = fmin(fmax(latitude, -MOST_LATITUDE), MOST_LATITUDE) * acos(-1) / 180;
    return log(tan(turn) + 1 / cos(turn)) * 180 / acos(-1);
}

hai_point geo_project(const struct geo *geo, enum geo_projection projection, hai_point at)
{
    if (projection == GEO_MERCATOR)
        return (hai_point){at.x, -mercator(at.y)};
    double middle = (geo->south + geo->north) / 2 * acos(-1) / 180;
    return (hai_point){at.x * fmax(cos(middle), 0.01), -at.y};
}

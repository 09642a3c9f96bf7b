// SPDX-License-Identifier: MIT
//
// The blurred box is built from its profile, not by blurring pixels: the integral of a Gaussian,
// cut at 2.5 standard deviations and stretched to run from 0 to 1. Along x a row of a rounded box
// is one interval, so its blur is a difference of two profiles; along y the rows are summed with
// the weights that the profile gives to each. Only one corner is computed; the rest is its mirror
// image, its last row and its last column.
#include "draw/shadow.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "draw/mask.h"
#include "draw/replay.h"

#define CUT 2.5 // standard deviations
#define MAX_TILE 2048
#define MAX_TILES 64
#define PI 3.14159265358979323846

// What one corner depends on, in device pixels. Width and height are 0 where the box is so large
// that opposite edges do not meet.
struct tile_key {
    double radius, sigma;
    int reach, width, height;
};

struct tile {
    struct tile_key key;
    int across, down;
    uint8_t *cover; // rows of 2 * across: the left corner, then the right one
};

struct shadow_cache {
    GPtrArray *tiles; // struct tile
    struct mask mask;
};

static void free_tile(gpointer data)
{
    struct tile *tile = data;

    g_free(tile->cover);
    g_free(tile);
}

struct shadow_cache *shadow_cache_new(void)
{
    struct shadow_cache *cache = g_new0(struct shadow_cache, 1);

    cache->tiles = g_ptr_array_new_with_free_func(free_tile);
    return cache;
}

void shadow_cache_free(struct shadow_cache *cache)
{
    if (cache == NULL)
        return;
    g_ptr_array_free(cache->tiles, TRUE);
    mask_free(&cache->mask);
    g_free(cache);
}

static const double lost = 0.0062096653257761; // the normal distribution's share below -CUT

// How much of a blurred half plane there is at a distance inside (> 0) or outside its edge.
static double profile(double distance, double sigma)
{
    double at = distance / sigma;

    if (at <= -CUT)
        return 0;
    if (at >= CUT)
        return 1;
    return (0.5 * erfc(-at / sqrt(2)) - lost) / (1 - 2 * lost);
}

// --- Pixels ---

// How far the edge stands back in the row `y` of a rounded corner.
static double corner_inset(double radius, double y)
{
    double rise = radius - y;
    return rise <= 0 ? 0 : radius - sqrt(fmax(radius * radius - rise * rise, 0));
}

static void fill_profile(float *row, int count, double inset, int width, const struct tile_key *key)
{
    for (int x = 0; x < count; x++) {
        double at = x + 0.5 - key->reach;
        double value = profile(at - inset, key->sigma) - profile(at - (width - inset), key->sigma);
        row[x] = (float)fmax(value, 0);
    }
}

// The share that the rows from `top` to `bottom` have in the blurred row at y.
static double row_weight(double y, double top, double bottom, double sigma)
{
    return profile(y - top, sigma) - profile(y - bottom, sigma);
}

static void store_row(struct tile *tile, int y, const float *sum)
{
    uint8_t *left = tile->cover + (size_t)y * 2 * (size_t)tile->across;
    uint8_t *right = left + 2 * tile->across - 1;

    for (int x = 0; x < tile->across; x++)
        left[x] = right[-x] = (uint8_t)lrintf(fminf(sum[x], 1) * 255);
}

static void compute_tile(struct tile *tile, int width, int height)
{
    const struct tile_key *key = &tile->key;
    int corner = MIN((int)ceil(key->radius), height / 2); // rows that stand back
    size_t across = (size_t)tile->across;
    float *rows = g_new(float, across *(size_t)(corner + 1));
    float *sum = g_new(float, across);

    for (int j = 0; j <= corner; j++)
        fill_profile(rows + across * (size_t)j, tile->across,
                     j < corner ? corner_inset(key->radius, j + 0.5) : 0, width, key);
    for (int y = 0; y < tile->down; y++) {
        double at = y + 0.5 - key->reach;
        memset(sum, 0, across * sizeof *sum);
        for (int j = 0; j <= corner; j++) {
            double weight = j == corner
                                ? row_weight(at, corner, height - corner, key->sigma)
                                : row_weight(at, j, j + 1, key->sigma) +
                                      row_weight(at, height - j - 1, height - j, key->sigma);
            const float *row = rows + across * (size_t)j;
            float part = (float)weight;
            if (part <= 0)
                continue;
            for (size_t x = 0; x < across; x++)
                sum[x] += part * row[x];
        }
        store_row(tile, y, sum);
    }
    g_free(sum);
    g_free(rows);
}

// The corner of a box of this size, or NULL where it would be too large to keep.
static const struct tile *find_tile(struct shadow_cache *cache, double radius, double sigma,
                                    int width, int height)
{
    int reach = (int)ceil(CUT * sigma);
    int whole = 2 * reach + (int)ceil(radius) + 1; // from here on nothing changes
    bool is_narrow = width + 2 * reach < 2 * whole, is_low = height + 2 * reach < 2 * whole;
    struct tile_key key = {.radius = radius,
                           .sigma = sigma,
                           .reach = reach,
                           .width = is_narrow ? width : 0,
                           .height = is_low ? height : 0};

    if (whole > MAX_TILE)
        return NULL;
    for (unsigned i = 0; i < cache->tiles->len; i++) {
        const struct tile *known = g_ptr_array_index(cache->tiles, i);
        if (known->key.radius == radius && known->key.sigma == sigma &&
            known->key.width == key.width && known->key.height == key.height)
            return known;
    }
    if (cache->tiles->len >= MAX_TILES)
        g_ptr_array_set_size(cache->tiles, 0);

    struct tile *tile = g_new0(struct tile, 1);
    tile->key = key;
    tile->across = is_narrow ? (width + 2 * reach + 1) / 2 : whole;
    tile->down = is_low ? (height + 2 * reach + 1) / 2 : whole;
    tile->cover = g_malloc((size_t)tile->down * 2 * (size_t)tile->across);
    compute_tile(tile, width, height);
    g_ptr_array_add(cache->tiles, tile);
    return tile;
}

// A row of a shadow, of which the tile has the two corners.
struct tile_row {
    const uint8_t *cover;
    int first, last; // columns between which all are as the last of the left corner
    int shift;       // from a column of the right corner to where the tile has it
};

static struct tile_row row_of(const struct tile *tile, struct pixels whole, int y)
{
    int down = MIN(y - whole.top, whole.bottom - 1 - y), width = whole.right - whole.left;
    int across = tile->across;

    return (struct tile_row){
        .cover = tile->cover + (size_t)MIN(down, tile->down - 1) * 2 * (size_t)across,
        .first = across,
        .last = MAX(across, width - across), // the corners may share a column
        .shift = 2 * across - width,
    };
}

// The runs of a row from column `left` to `right`; `x` is where the shadow's first column lies.
static void run_row(const struct tile_row *row, int x, int y, int left, int right,
                    coverage_run *run, void *data)
{
    int middle = MAX(left, row->first), late = MAX(left, row->last);

    if (left < row->first)
        run(data, x + left, y, MIN(row->first, right) - left, row->cover + left, 0);
    if (middle < MIN(row->last, right))
        run(data, x + middle, y, MIN(row->last, right) - middle, NULL, row->cover[row->first - 1]);
    if (late < right)
        run(data, x + late, y, right - late, row->cover + late + row->shift, 0);
}

// Paint the part of the shadow within `part`. The context's matrix is the device's.
static void paint_strip(struct shadow_cache *cache, cairo_t *cairo, struct target *target,
                        const struct tile *tile, struct pixels whole, struct pixels part)
{
    struct mask *mask = &cache->mask;
    int left = part.left - whole.left, right = part.right - whole.left;

    if (part.left >= part.right || part.top >= part.bottom)
        return;
    if (!target->is_plain && !mask_begin(mask, part))
        return; // out of memory: the context will say so soon
    for (int y = part.top; y < part.bottom; y++) {
        struct tile_row row = row_of(tile, whole, y);
        if (target->is_plain)
            run_row(&row, whole.left, y, left, right, mask_paint_run, target);
        else
            run_row(&row, whole.left, y, left, right, mask_keep_run, mask);
    }
    if (!target->is_plain)
        mask_paint(mask, cairo, target);
}

// The pixels that the box to come paints over whole.
static struct pixels covered_pixels(cairo_t *cairo, hai_box box)
{
    double left = box.x, top = box.y, right = hai_box_right(box), bottom = hai_box_bottom(box);

    if (hai_box_is_empty(box))
        return (struct pixels){0};
    cairo_user_to_device(cairo, &left, &top);
    cairo_user_to_device(cairo, &right, &bottom);
    return (struct pixels){(int)ceil(left), (int)ceil(top), (int)floor(right), (int)floor(bottom)};
}

// The part that can be seen, in up to four strips around what is covered.
static void paint_around(struct shadow_cache *cache, cairo_t *cairo, const struct brush *brush,
                         const struct tile *tile, struct pixels whole, struct pixels covered)
{
    struct target target = target_begin(cairo, brush);
    struct pixels seen = pixels_common(whole, target.clip);
    struct pixels hole = pixels_common(seen, covered);
    struct pixels strips[] = {
        {seen.left, seen.top, seen.right, hole.top},
        {seen.left, hole.top, hole.left, hole.bottom},
        {hole.right, hole.top, seen.right, hole.bottom},
        {seen.left, hole.bottom, seen.right, seen.bottom},
    };
    if (hole.right == hole.left)
        paint_strip(cache, cairo, &target, tile, whole, seen);
    else
        for (unsigned i = 0; i < G_N_ELEMENTS(strips); i++)
            paint_strip(cache, cairo, &target, tile, whole, strips[i]);
    target_end(&target);
}

bool shadow_draw_pixels(struct shadow_cache *cache, cairo_t *cairo, const struct item *item)
{
    const struct shadow_item *shadow = &item->shadow;
    cairo_matrix_t sheet;

    cairo_get_matrix(cairo, &sheet);
    hai_matrix device = {sheet.xx, sheet.yx, sheet.xy, sheet.yy, sheet.x0, sheet.y0};
    hai_matrix matrix = matrix_multiply(&item->matrix, &device);
    if (!matrix_is_upright(&matrix) || fabs(matrix.xx - matrix.yy) > 1e-6 * matrix.xx)
        return false;

    double scale = matrix.xx;
    hai_point at = matrix_apply(&matrix, shadow->box.x, shadow->box.y);
    int left = (int)floor(at.x + 0.5), top = (int)floor(at.y + 0.5);
    int width = MAX(1, (int)lrint(shadow->box.width * scale));
    int height = MAX(1, (int)lrint(shadow->box.height * scale));
    double radius = fmin(shadow->radius * scale, fmin(width, height) / 2.0);
    double sigma = fmax(shadow->blur * scale / 2, 0.25);
    const struct tile *tile = find_tile(cache, radius, sigma, width, height);
    if (tile == NULL)
        return false;

    int reach = tile->key.reach;
    struct pixels whole = {left - reach, top - reach, left + width + reach, top + height + reach};
    struct pixels covered = covered_pixels(cairo, shadow->covered);
    cairo_save(cairo);
    cairo_identity_matrix(cairo);
    hai_paint paint = hai_paint_colour(shadow->colour);
    struct brush brush = brush_new(&paint, &sheet);
    replay_set_paint(cairo, &paint);
    paint_around(cache, cairo, &brush, tile, whole, covered);
    cairo_restore(cairo);
    return true;
}

// --- Layers ---

// Where the profile has this value: by Newton's method, kept between what lies on either side.
static double profile_inverse(double value, double sigma)
{
    double low = -CUT * sigma, high = CUT * sigma, at = 0;
    double steepest = 1 / (sigma * sqrt(2 * PI) * (1 - 2 * lost));

    for (int i = 0; i < 60; i++) {
        double error = profile(at, sigma) - value;
        if (error < 0)
            low = at;
        else
            high = at;
        double next = at - error / (steepest * exp(-at * at / (2 * sigma * sigma)));
        if (!(next > low && next < high))
            next = (low + high) / 2;
        if (fabs(next - at) < 1e-9 * sigma)
            return next;
        at = next;
    }
    return at;
}

static void rounded_path(cairo_t *cairo, hai_box box, double radius)
{
    double right = hai_box_right(box), bottom = hai_box_bottom(box);

    cairo_new_path(cairo);
    cairo_arc(cairo, right - radius, box.y + radius, radius, -PI / 2, 0);
    cairo_arc(cairo, right - radius, bottom - radius, radius, 0, PI / 2);
    cairo_arc(cairo, box.x + radius, bottom - radius, radius, PI / 2, PI);
    cairo_arc(cairo, box.x + radius, box.y + radius, radius, PI, 3 * PI / 2);
    cairo_close_path(cairo);
}

// The line along which the shadow has a given strength, as a rounded box that stands `outside` the
// box: right along the edges, and on the diagonal of a blurred sharp corner, where the strength is
// the square of a profile.
static double corner_radius(double radius, double outside, double strength, double sigma)
{
    double diagonal = profile_inverse(sqrt(strength), sigma) + outside;
    double sharp = fmax(diagonal, 0) / (1 - sqrt(0.5));

    return fmax(hypot(radius, sharp), radius + outside);
}

void shadow_layers(const struct shadow_item *shadow,
                   void (*draw)(void *data, hai_box box, double radius, hai_colour colour),
                   void *data)
{
    double alpha = (double)shadow->colour.a, sigma = shadow->blur / 2, reach = CUT * sigma;
    // One layer for each 1/128 of strength: steps of two levels of 8 bits.
    int layers = shadow->blur > 0 ? CLAMP((int)ceil(alpha * 128), 6, 32) : 1;
    double before = 0;

    for (int i = 0; i < layers; i++) {
        double outside = reach * (1 - (2 * i + 1.0) / layers);
        double edge = layers == 1 ? 1 : profile(-outside, sigma);
        double strength = alpha * (layers == 1 ? 1 : profile(-outside + reach / layers, sigma));
        hai_box box = box_outset(shadow->box, outside);
        double most = fmin(box.width, box.height) / 2;
        if (most <= 0 || strength <= before)
            continue;
        double radius =
            layers == 1 ? shadow->radius : corner_radius(shadow->radius, outside, edge, sigma);
        hai_colour colour = shadow->colour;
        colour.a = (float)((strength - before) / (1 - before));
        draw(data, box, fmin(radius, most), colour);
        before = strength;
        if (strength >= 1)
            break;
    }
}

static void fill_layer(void *data, hai_box box, double radius, hai_colour colour)
{
    cairo_t *cairo = data;

    cairo_set_source_rgba(cairo, (double)colour.r, (double)colour.g, (double)colour.b,
                          (double)colour.a);
    rounded_path(cairo, box, radius);
    cairo_fill(cairo);
}

void shadow_draw_layers(cairo_t *cairo, const struct item *item)
{
    cairo_save(cairo);
    replay_set_matrix(cairo, &item->matrix);
    shadow_layers(&item->shadow, fill_layer, cairo);
    cairo_restore(cairo);
}

bool shadow_is_alike(const struct shadow_item *one, const struct shadow_item *other)
{
    return one->box.width == other->box.width && one->box.height == other->box.height &&
           one->radius == other->radius && one->blur == other->blur &&
           one->colour.r == other->colour.r && one->colour.g == other->colour.g &&
           one->colour.b == other->colour.b && one->colour.a == other->colour.a;
}

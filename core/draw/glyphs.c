// SPDX-License-Identifier: MIT
#include "draw/glyphs.h"

#include <glib.h>
#include <math.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "draw/mask.h"
#include "draw/outline.h"
#include "text/face.h"

#define MAX_SIZE 1000.0       // pixels of the em
#define MAX_BYTES (16u << 20) // of bitmaps; then all are dropped

// cairo's FreeType face of a font belongs to all replays that draw it, and cairo holds no lock over
// it while FreeType is at work.
static GMutex freetype_lock;

// One glyph of one size. Offsets are from the pixel that it stands on, downward.
struct bitmap {
    int left, top, width, height;
    uint8_t cover[];
};

// One face at one size, turned and stretched as a run has it.
struct sized_face {
    hb_font_t *font;
    cairo_matrix_t shape; // from the font's units, y up, to pixels
    GHashTable *bitmaps;  // glyph number -> struct bitmap
};

// A glyph of the run at hand and the pixel that it stands on.
struct placed {
    const struct bitmap *bitmap;
    int x, y;
};

struct glyph_cache {
    GPtrArray *faces; // struct sized_face
    struct outline *outline;
    GArray *placed; // struct placed
    struct coverage coverage;
    struct mask mask;
    size_t bytes; // of all bitmaps
};

static void free_face(gpointer data)
{
    struct sized_face *face = data;

    g_hash_table_destroy(face->bitmaps);
    hb_font_destroy(face->font);
    g_free(face);
}

// --- The cache ---

struct glyph_cache *glyph_cache_new(void)
{
    struct glyph_cache *cache = g_new0(struct glyph_cache, 1);

    cache->faces = g_ptr_array_new_with_free_func(free_face);
    cache->outline = outline_new();
    cache->placed = g_array_new(FALSE, FALSE, sizeof(struct placed));
    return cache;
}

void glyph_cache_free(struct glyph_cache *cache)
{
    if (cache == NULL)
        return;
    g_ptr_array_free(cache->faces, TRUE);
    outline_free(cache->outline);
    g_array_free(cache->placed, TRUE);
    coverage_free(&cache->coverage);
    mask_free(&cache->mask);
    g_free(cache);
}

static bool is_same_shape(const cairo_matrix_t *a, const cairo_matrix_t *b)
{
    return a->xx == b->xx && a->yx == b->yx && a->xy == b->xy && a->yy == b->yy;
}

static struct sized_face *find_face(struct glyph_cache *cache, const struct face *face,
                                    const cairo_matrix_t *shape)
{
    for (unsigned i = 0; i < cache->faces->len; i++) {
        struct sized_face *known = g_ptr_array_index(cache->faces, i);
        if (known->font == face->hb_font && is_same_shape(&known->shape, shape))
            return known;
    }

    struct sized_face *sized = g_new0(struct sized_face, 1);
    sized->font = hb_font_reference(face->hb_font);
    sized->shape = *shape;
    sized->bitmaps = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    g_ptr_array_add(cache->faces, sized);
    return sized;
}

static void keep_run(void *data, int x, int y, int count, const uint8_t *cover, uint8_t even)
{
    struct bitmap *bitmap = data;
    uint8_t *to =
        bitmap->cover + (size_t)(y - bitmap->top) * (size_t)bitmap->width + (x - bitmap->left);

    coverage_keep(to, count, cover, even);
}

// NULL where cairo must do it: the glyph is vast, or there is no memory.
static struct bitmap *draw_glyph(struct glyph_cache *cache, const struct sized_face *face,
                                 unsigned long number)
{
    struct pixels area;

    outline_read(cache->outline, face->font, (uint32_t)number, &face->shape);
    if (!outline_area(cache->outline, &area))
        return NULL;
    int width = area.right - area.left, height = area.bottom - area.top;
    struct bitmap *bitmap = g_malloc(sizeof *bitmap + (size_t)width * (size_t)height);
    *bitmap = (struct bitmap){area.left, area.top, width, height};
    if (width > 0) {
        if (!coverage_begin(&cache->coverage, area)) {
            g_free(bitmap);
            return NULL;
        }
        outline_cover(cache->outline, &cache->coverage);
        coverage_end(&cache->coverage, keep_run, bitmap);
    }
    cache->bytes += sizeof *bitmap + (size_t)width * (size_t)height;
    return bitmap;
}

// Have all glyphs of a run in the cache.
static bool draw_missing(struct glyph_cache *cache, struct sized_face *face,
                         const struct glyph_run *run)
{
    for (int i = 0; i < run->glyph_count; i++) {
        gpointer number = GSIZE_TO_POINTER(run->glyphs[i].index);
        if (g_hash_table_contains(face->bitmaps, number))
            continue;
        struct bitmap *bitmap = draw_glyph(cache, face, run->glyphs[i].index);
        if (bitmap == NULL)
            return false;
        g_hash_table_insert(face->bitmaps, number, bitmap);
    }
    return true;
}

// --- Putting a run together ---

// Note where each glyph stands; returns the pixels that they take within the clip.
static struct pixels place(struct glyph_cache *cache, const struct sized_face *face,
                           const struct glyph_run *run, const cairo_matrix_t *matrix,
                           struct pixels clip)
{
    struct pixels area = {G_MAXINT, G_MAXINT, G_MININT, G_MININT};

    g_array_set_size(cache->placed, 0);
    for (int i = 0; i < run->glyph_count; i++) {
        const cairo_glyph_t *glyph = &run->glyphs[i];
        struct placed placed = {
            .bitmap = g_hash_table_lookup(face->bitmaps, GSIZE_TO_POINTER(glyph->index)),
            .x = (int)floor(matrix->xx * glyph->x + matrix->x0 + 0.5),
            .y = (int)floor(matrix->yy * glyph->y + matrix->y0 + 0.5),
        };
        const struct bitmap *bitmap = placed.bitmap;
        int left = placed.x + bitmap->left, top = placed.y + bitmap->top;
        struct pixels seen = pixels_common(
            clip, (struct pixels){left, top, left + bitmap->width, top + bitmap->height});
        if (seen.left == seen.right)
            continue;
        g_array_append_val(cache->placed, placed);
        area = (struct pixels){MIN(area.left, seen.left), MIN(area.top, seen.top),
                               MAX(area.right, seen.right), MAX(area.bottom, seen.bottom)};
    }
    return cache->placed->len == 0 ? (struct pixels){0} : area;
}

// to += from, 255 at most.
#if defined(__SSE2__)
static int add_by_fours(uint8_t *to, const uint8_t *from, int count)
{
    int x = 0;

    for (; x + 16 <= count; x += 16) {
        __m128i sum = _mm_adds_epu8(_mm_loadu_si128((const __m128i *)(const void *)(to + x)),
                                    _mm_loadu_si128((const __m128i *)(const void *)(from + x)));
        _mm_storeu_si128((__m128i *)(void *)(to + x), sum);
    }
    for (; x + 4 <= count; x += 4) {
        int there, more;
        memcpy(&there, to + x, sizeof there);
        memcpy(&more, from + x, sizeof more);
        there = _mm_cvtsi128_si32(_mm_adds_epu8(_mm_cvtsi32_si128(there), _mm_cvtsi32_si128(more)));
        memcpy(to + x, &there, sizeof there);
    }
    return x;
}
#else
static int add_by_fours(uint8_t *to, const uint8_t *from, int count)
{
    (void)to, (void)from, (void)count;
    return 0;
}
#endif

static void add_row(uint8_t *to, const uint8_t *from, int count)
{
    for (int x = add_by_fours(to, from, count); x < count; x++) {
        int sum = to[x] + from[x];
        to[x] = (uint8_t)MIN(sum, 255);
    }
}

// Glyphs may touch: what they cover adds up, to all at most.
static void add_glyph(struct mask *mask, const struct placed *placed)
{
    const struct bitmap *bitmap = placed->bitmap;
    int left = placed->x + bitmap->left, top = placed->y + bitmap->top;
    struct pixels seen = pixels_common(
        mask->area, (struct pixels){left, top, left + bitmap->width, top + bitmap->height});

    for (int y = seen.top; y < seen.bottom; y++) {
        const uint8_t *from =
            bitmap->cover + (size_t)(y - top) * (size_t)bitmap->width + (seen.left - left);
        uint8_t *to = mask_row(mask, y) + (seen.left - mask->area.left);
        add_row(to, from, seen.right - seen.left);
    }
}

// The run's face at the size that the matrix gives, with all its glyphs drawn; NULL where cairo
// must do it.
static struct sized_face *prepare(struct glyph_cache *cache, const struct glyph_run *run,
                                  const cairo_matrix_t *matrix)
{
    double size = run->size * matrix->xx, unit = 1.0 / run->face->units_per_em;

    if (run->face->is_colour || matrix->xy != 0 || matrix->yx != 0 || matrix->xx != matrix->yy ||
        !(size > 0) || size > MAX_SIZE)
        return NULL;
    if (cache->bytes > MAX_BYTES) {
        g_ptr_array_set_size(cache->faces, 0);
        cache->bytes = 0;
    }
    cairo_matrix_t shape = glyph_run_matrix(run), scale;
    cairo_matrix_init_scale(&scale, matrix->xx * unit, matrix->xx * unit);
    cairo_matrix_multiply(&shape, &shape, &scale);
    cairo_matrix_scale(&shape, 1, -1);
    struct sized_face *face = find_face(cache, run->face, &shape);
    return draw_missing(cache, face, run) ? face : NULL;
}

static bool paint_by_cairo(cairo_t *cairo, const struct glyph_run *run)
{
    cairo_font_face_t *face = face_for_cairo(run->face);

    if (face == NULL)
        return false;
    cairo_set_font_face(cairo, face);
    cairo_matrix_t shape = glyph_run_matrix(run);
    cairo_set_font_matrix(cairo, &shape);
    g_mutex_lock(&freetype_lock);
    cairo_show_glyphs(cairo, run->glyphs, run->glyph_count);
    g_mutex_unlock(&freetype_lock);
    return true;
}

static void paint_bitmaps(struct glyph_cache *cache, cairo_t *cairo, const struct brush *brush,
                          const struct sized_face *face, const struct glyph_run *run,
                          const cairo_matrix_t *matrix)
{
    cairo_identity_matrix(cairo);
    struct target target = target_begin(cairo, brush);
    struct pixels area = place(cache, face, run, matrix, target.clip);
    if (area.left == area.right || !mask_begin(&cache->mask, area))
        return;
    memset(cache->mask.bytes, 0, (size_t)cache->mask.stride * (size_t)(area.bottom - area.top));
    for (unsigned i = 0; i < cache->placed->len; i++)
        add_glyph(&cache->mask, &g_array_index(cache->placed, struct placed, i));
    mask_paint(&cache->mask, cairo, &target);
    target_end(&target);
}

bool glyphs_paint(struct glyph_cache *cache, cairo_t *cairo, const struct brush *brush,
                  const struct glyph_run *run)
{
    cairo_matrix_t matrix;

    cairo_get_matrix(cairo, &matrix);
    const struct sized_face *face = prepare(cache, run, &matrix);
    if (face == NULL)
        return paint_by_cairo(cairo, run);
    paint_bitmaps(cache, cairo, brush, face, run, &matrix);
    return true;
}

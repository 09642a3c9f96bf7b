// SPDX-License-Identifier: MIT
#include "draw/glyphs.h"

#include <cairo-ft.h>
#include <glib.h>
#include <math.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "draw/mask.h"

#define MAX_SIZE 1000.0       // pixels of the em
#define MAX_BYTES (16u << 20) // of bitmaps; then all are dropped

// A face of FreeType's belongs to all replays that draw it, and while it is "locked" cairo holds no
// lock over it. This one is held whenever FreeType may be at work for pixels: here, and in cairo
// when we have it draw text.
static GMutex freetype_lock;

// One glyph of one size. Offsets are from the pixel that it stands on, downward.
struct bitmap {
    int left, top, width, height;
    uint8_t cover[];
};

// One face at one size, turned and stretched as a run has it.
struct sized_face {
    cairo_font_face_t *face;
    cairo_matrix_t shape;      // of an em, in pixels
    cairo_scaled_font_t *font; // its FreeType face is at this size while it is locked
    GHashTable *bitmaps;       // glyph number -> struct bitmap
};

// A glyph of the run at hand and the pixel that it stands on.
struct placed {
    const struct bitmap *bitmap;
    int x, y;
};

struct glyph_cache {
    cairo_font_options_t *options;
    GPtrArray *faces; // struct sized_face
    GArray *placed;   // struct placed
    struct mask mask;
    size_t bytes; // of all bitmaps
};

static void free_face(gpointer data)
{
    struct sized_face *face = data;

    g_hash_table_destroy(face->bitmaps);
    cairo_scaled_font_destroy(face->font);
    cairo_font_face_destroy(face->face);
    g_free(face);
}

struct glyph_cache *glyph_cache_new(const cairo_font_options_t *options)
{
    struct glyph_cache *cache = g_new0(struct glyph_cache, 1);

    cache->options = cairo_font_options_copy(options);
    cache->faces = g_ptr_array_new_with_free_func(free_face);
    cache->placed = g_array_new(FALSE, FALSE, sizeof(struct placed));
    return cache;
}

void glyph_cache_free(struct glyph_cache *cache)
{
    if (cache == NULL)
        return;
    g_ptr_array_free(cache->faces, TRUE);
    g_array_free(cache->placed, TRUE);
    cairo_font_options_destroy(cache->options);
    mask_free(&cache->mask);
    g_free(cache);
}

static bool is_same_shape(const cairo_matrix_t *a, const cairo_matrix_t *b)
{
    return a->xx == b->xx && a->yx == b->yx && a->xy == b->xy && a->yy == b->yy;
}

static struct sized_face *find_face(struct glyph_cache *cache, cairo_font_face_t *face,
                                    const cairo_matrix_t *shape)
{
    for (unsigned i = 0; i < cache->faces->len; i++) {
        struct sized_face *known = g_ptr_array_index(cache->faces, i);
        if (known->face == face && is_same_shape(&known->shape, shape))
            return known;
    }

    cairo_matrix_t identity;
    cairo_matrix_init_identity(&identity);
    struct sized_face *sized = g_new0(struct sized_face, 1);
    sized->face = cairo_font_face_reference(face);
    sized->shape = *shape;
    sized->font = cairo_scaled_font_create(face, shape, &identity, cache->options);
    sized->bitmaps = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    g_ptr_array_add(cache->faces, sized);
    return sized;
}

// --- Drawing one glyph ---

static struct bitmap *keep_bitmap(const FT_GlyphSlotRec *slot)
{
    const FT_Bitmap *drawn = &slot->bitmap;
    size_t width = drawn->width, height = drawn->rows;
    struct bitmap *bitmap = g_malloc(sizeof *bitmap + width * height);

    bitmap->left = slot->bitmap_left;
    bitmap->top = -slot->bitmap_top;
    bitmap->width = (int)width;
    bitmap->height = (int)height;
    for (size_t y = 0; y < height; y++)
        memcpy(bitmap->cover + y * width, drawn->buffer + (ptrdiff_t)y * drawn->pitch, width);
    return bitmap;
}

// NULL where the glyph is no outline.
static struct bitmap *draw_glyph(FT_Face face, unsigned long number)
{
    if (FT_Load_Glyph(face, (FT_UInt)number, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0 ||
        face->glyph->format != FT_GLYPH_FORMAT_OUTLINE ||
        FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0 ||
        (face->glyph->bitmap.rows > 0 && face->glyph->bitmap.pixel_mode != FT_PIXEL_MODE_GRAY))
        return NULL;
    return keep_bitmap(face->glyph);
}

// Have all glyphs of a run in the cache. The FreeType face is locked only where one is missing.
static bool draw_missing(struct glyph_cache *cache, struct sized_face *face,
                         const struct glyph_run *run)
{
    FT_Face locked = NULL;
    bool done = true;

    for (int i = 0; i < run->glyph_count && done; i++) {
        gpointer number = GSIZE_TO_POINTER(run->glyphs[i].index);
        if (g_hash_table_contains(face->bitmaps, number))
            continue;
        if (locked == NULL)
            locked = cairo_ft_scaled_font_lock_face(face->font);
        struct bitmap *bitmap = locked == NULL ? NULL : draw_glyph(locked, run->glyphs[i].index);
        done = bitmap != NULL;
        if (!done)
            break;
        g_hash_table_insert(face->bitmaps, number, bitmap);
        cache->bytes += sizeof *bitmap + (size_t)bitmap->width * (size_t)bitmap->height;
    }
    if (locked != NULL)
        cairo_ft_scaled_font_unlock_face(face->font);
    return done;
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
static void add_row(uint8_t *to, const uint8_t *from, int count)
{
    int x = 0;
#if defined(__SSE2__)
    for (; x + 16 <= count; x += 16) {
        __m128i sum = _mm_adds_epu8(_mm_loadu_si128((const __m128i *)(const void *)(to + x)),
                                    _mm_loadu_si128((const __m128i *)(const void *)(from + x)));
        _mm_storeu_si128((__m128i *)(void *)(to + x), sum);
    }
#endif
    for (; x < count; x++) {
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
    double size = run->size * matrix->xx;

    if (matrix->xy != 0 || matrix->yx != 0 || matrix->xx != matrix->yy || !(size > 0) ||
        size > MAX_SIZE)
        return NULL;
    if (cache->bytes > MAX_BYTES) {
        g_ptr_array_set_size(cache->faces, 0);
        cache->bytes = 0;
    }
    cairo_matrix_t shape = glyph_run_matrix(run), scale;
    cairo_matrix_init_scale(&scale, matrix->xx, matrix->xx);
    cairo_matrix_multiply(&shape, &shape, &scale);
    struct sized_face *face = find_face(cache, run->face->cairo_face, &shape);
    return draw_missing(cache, face, run) ? face : NULL;
}

static void paint_by_cairo(cairo_t *cairo, const struct glyph_run *run)
{
    cairo_set_font_face(cairo, run->face->cairo_face);
    cairo_matrix_t shape = glyph_run_matrix(run);
    cairo_set_font_matrix(cairo, &shape);
    cairo_show_glyphs(cairo, run->glyphs, run->glyph_count);
}

static void paint_bitmaps(struct glyph_cache *cache, cairo_t *cairo, const struct sized_face *face,
                          const struct glyph_run *run, const cairo_matrix_t *matrix)
{
    cairo_identity_matrix(cairo);
    struct pixels area = place(cache, face, run, matrix, pixels_of_clip(cairo));
    if (area.left == area.right || !mask_begin(&cache->mask, area))
        return;
    memset(cache->mask.bytes, 0, (size_t)cache->mask.stride * (size_t)(area.bottom - area.top));
    for (unsigned i = 0; i < cache->placed->len; i++)
        add_glyph(&cache->mask, &g_array_index(cache->placed, struct placed, i));
    mask_paint(&cache->mask, cairo);
}

void glyphs_paint(struct glyph_cache *cache, cairo_t *cairo, const struct glyph_run *run)
{
    cairo_matrix_t matrix;

    cairo_get_matrix(cairo, &matrix);
    g_mutex_lock(&freetype_lock);
    const struct sized_face *face = prepare(cache, run, &matrix);
    if (face == NULL)
        paint_by_cairo(cairo, run);
    g_mutex_unlock(&freetype_lock);
    if (face != NULL)
        paint_bitmaps(cache, cairo, face, run, &matrix);
}

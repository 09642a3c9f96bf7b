// SPDX-License-Identifier: MIT
#include "draw/glyphs.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include <glib.h>
#include <math.h>
#include <string.h>
#include FT_FREETYPE_H

#define LARGEST_SIZE 300.0         // px of the em; larger glyphs are few
#define MAX_MASK_BYTES (24u << 20) // then all masks are dropped and made anew

// One glyph as FreeType renders it: coverage by row, and where its top left corner is from the
// origin.
struct mask {
    int left, top, width, rows;
    uint8_t coverage[];
};

// A face at a size, and its masks by glyph.
struct font {
    const struct face *face;
    double size;
    cairo_scaled_font_t *scaled;
    GHashTable *masks; // glyph -> struct mask
};

struct glyph_cache {
    cairo_font_options_t *options;
    GPtrArray *fonts; // struct font; some twenty in a poster
    size_t bytes;
};

static void free_font(void *data)
{
    struct font *font = data;
    cairo_scaled_font_destroy(font->scaled);
    g_hash_table_destroy(font->masks);
    g_free(font);
}

struct glyph_cache *glyph_cache_new(const cairo_font_options_t *options)
{
    struct glyph_cache *cache = g_new0(struct glyph_cache, 1);
    cache->options = cairo_font_options_copy(options);
    cache->fonts = g_ptr_array_new_with_free_func(free_font);
    return cache;
}

void glyph_cache_free(struct glyph_cache *cache)
{
    if (cache == NULL)
        return;
    g_ptr_array_free(cache->fonts, TRUE);
    cairo_font_options_destroy(cache->options);
    g_free(cache);
}

static struct font *find_font(struct glyph_cache *cache, const struct face *face, double size)
{
    for (guint i = 0; i < cache->fonts->len; i++) {
        struct font *font = cache->fonts->pdata[i];
        if (font->face == face && font->size == size)
            return font;
    }
    cairo_matrix_t em, identity;
    cairo_matrix_init_scale(&em, size, size);
    cairo_matrix_init_identity(&identity);
    struct font *font = g_new0(struct font, 1);
    font->face = face;
    font->size = size;
    font->scaled = cairo_scaled_font_create(face->cairo_face, &em, &identity, cache->options);
    font->masks = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
    g_ptr_array_add(cache->fonts, font);
    return font;
}

static struct mask *copy_mask(const FT_GlyphSlot slot)
{
    const FT_Bitmap *bitmap = &slot->bitmap;
    size_t width = bitmap->width, rows = bitmap->rows;
    struct mask *mask = g_malloc(sizeof *mask + width * rows);
    mask->left = slot->bitmap_left;
    mask->top = slot->bitmap_top;
    mask->width = (int)width;
    mask->rows = (int)rows;
    for (size_t row = 0; row < rows; row++)
        memcpy(mask->coverage + row * width, bitmap->buffer + (ptrdiff_t)row * bitmap->pitch,
               width);
    return mask;
}

// The masks of all glyphs of a run, made where they are missing. False where FreeType refuses one
// or draws it in another way than coverage.
static bool load_masks(struct glyph_cache *cache, struct font *font, const struct glyph_run *run)
{
    FT_Face face = NULL;
    bool done = true;
    for (int i = 0; done && i < run->glyph_count; i++) {
        gpointer key = GUINT_TO_POINTER((guint)run->glyphs[i].index);
        if (g_hash_table_contains(font->masks, key))
            continue;
        if (face == NULL)
            face = cairo_ft_scaled_font_lock_face(font->scaled);
        if (face == NULL)
            return false;
        done =
            FT_Load_Glyph(face, (FT_UInt)run->glyphs[i].index,
                          FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) == 0 &&
            FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) == 0 &&
            (face->glyph->bitmap.rows == 0 || face->glyph->bitmap.pixel_mode == FT_PIXEL_MODE_GRAY);
        if (!done)
            break;
        struct mask *mask = copy_mask(face->glyph);
        cache->bytes += sizeof *mask + (size_t)mask->width * (size_t)mask->rows;
        g_hash_table_insert(font->masks, key, mask);
    }
    if (face != NULL)
        cairo_ft_scaled_font_unlock_face(font->scaled);
    return done;
}

// Two channels at a time, a byte apart, each rounded to the nearest.
static uint32_t blend_pair(uint32_t under, uint32_t over, uint32_t alpha)
{
    uint32_t sum = under * (255 - alpha) + over * alpha + 0x800080;
    return ((sum + ((sum >> 8) & 0xff00ff)) >> 8) & 0xff00ff;
}

struct pixels {
    uint8_t *data;
    int width, height, stride;
};

static void blit(const struct pixels *target, const struct mask *mask, int x, int y,
                 uint32_t colour, uint32_t alpha)
{
    int left = MAX(0, -x), right = MIN(mask->width, target->width - x);
    int top = MAX(0, -y), bottom = MIN(mask->rows, target->height - y);
    uint32_t over_rb = colour & 0xff00ff, over_g = (colour >> 8) & 0xff;
    for (int row = top; row < bottom; row++) {
        uint32_t *line = (uint32_t *)(void *)(target->data + (ptrdiff_t)(y + row) * target->stride);
        const uint8_t *coverage = mask->coverage + (ptrdiff_t)row * mask->width;
        for (int column = left; column < right; column++) {
            uint32_t a = coverage[column];
            if (a == 0)
                continue;
            if (alpha != 255)
                a = (a * alpha + 127) / 255;
            uint32_t under = line[x + column];
            line[x + column] = 0xff000000 | blend_pair(under & 0xff00ff, over_rb, a) |
                               blend_pair((under >> 8) & 0xff, over_g, a) << 8;
        }
    }
}

static uint32_t to_byte(float part)
{
    return (uint32_t)(CLAMP(part, 0.0f, 1.0f) * 255.0f + 0.5f);
}

bool glyphs_draw(struct glyph_cache *cache, cairo_t *cairo, const struct item *item)
{
    const struct glyph_run *run = item->glyphs.run;
    const hai_paint *paint = &item->glyphs.paint;
    cairo_surface_t *surface = cairo_get_target(cairo);
    if (paint->kind != HAI_PAINT_COLOUR || item->clip != NULL ||
        cairo_surface_get_type(surface) != CAIRO_SURFACE_TYPE_IMAGE ||
        cairo_image_surface_get_format(surface) != CAIRO_FORMAT_RGB24)
        return false;
    cairo_matrix_t own = {item->matrix.xx, item->matrix.yx, item->matrix.xy,
                          item->matrix.yy, item->matrix.x0, item->matrix.y0};
    cairo_matrix_t matrix;
    double offset_x, offset_y;
    cairo_get_matrix(cairo, &matrix);
    cairo_matrix_multiply(&matrix, &own, &matrix);
    cairo_surface_get_device_offset(surface, &offset_x, &offset_y);
    double size = run->size * matrix.xx;
    if (matrix.xy != 0 || matrix.yx != 0 || matrix.xx != matrix.yy || !(size >= 1) ||
        size > LARGEST_SIZE)
        return false;

    if (cache->bytes > MAX_MASK_BYTES) {
        g_ptr_array_set_size(cache->fonts, 0);
        cache->bytes = 0;
    }
    struct font *font = find_font(cache, run->face, size);
    if (!load_masks(cache, font, run))
        return false;

    cairo_surface_flush(surface);
    const struct pixels target = {
        cairo_image_surface_get_data(surface), cairo_image_surface_get_width(surface),
        cairo_image_surface_get_height(surface), cairo_image_surface_get_stride(surface)};
    if (target.data == NULL)
        return false;
    uint32_t colour =
        to_byte(paint->colour.r) << 16 | to_byte(paint->colour.g) << 8 | to_byte(paint->colour.b);
    for (int i = 0; i < run->glyph_count; i++) {
        double x = run->glyphs[i].x + item->glyphs.origin.x;
        double y = run->glyphs[i].y + item->glyphs.origin.y;
        cairo_matrix_transform_point(&matrix, &x, &y);
        const struct mask *mask =
            g_hash_table_lookup(font->masks, GUINT_TO_POINTER((guint)run->glyphs[i].index));
        blit(&target, mask, (int)floor(x + offset_x + 0.5) + mask->left,
             (int)floor(y + offset_y + 0.5) - mask->top, colour, to_byte(paint->colour.a));
    }
    cairo_surface_mark_dirty(surface);
    return true;
}

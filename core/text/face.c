// SPDX-License-Identifier: MIT
#include "text/face.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include <glib.h>
#include <hb-ot.h>
#include <string.h>
#include FT_FREETYPE_H

struct freetype {
    GMutex lock;
    FT_Library library; // NULL until it is needed
};

struct drawing_face {
    struct freetype *freetype;
    cairo_font_face_t *cairo; // NULL until it is asked for
};

// What a cairo font face needs to live.
struct keeper {
    struct freetype *freetype;
    FT_Face face;
    hb_blob_t *file; // mapped
};

static const cairo_user_data_key_t keeper_key;

static void close_library(gpointer data)
{
    struct freetype *freetype = data;
    if (freetype->library)
        FT_Done_FreeType(freetype->library);
    g_mutex_clear(&freetype->lock);
}

struct freetype *freetype_new(void)
{
    struct freetype *freetype = g_atomic_rc_box_new0(struct freetype);
    g_mutex_init(&freetype->lock);
    return freetype;
}

void freetype_drop(struct freetype *freetype)
{
    if (freetype)
        g_atomic_rc_box_release_full(freetype, close_library);
}

static void drop_keeper(void *data)
{
    struct keeper *keeper = data;
    if (keeper->face)
        FT_Done_Face(keeper->face);
    hb_blob_destroy(keeper->file);
    freetype_drop(keeper->freetype);
    g_free(keeper);
}

// FreeType takes glyphs from where they lie in the mapped file: to read each by a call costs more
// than the pages that are mapped for it.
static bool open_freetype(struct keeper *keeper, int index)
{
    struct freetype *freetype = keeper->freetype;
    unsigned size;
    const char *bytes = hb_blob_get_data(keeper->file, &size);
    FT_Open_Args arguments = {.flags = FT_OPEN_MEMORY,
                              .memory_base = (const FT_Byte *)bytes,
                              .memory_size = (FT_Long)size};
    if (!freetype->library && FT_Init_FreeType(&freetype->library) != 0) {
        freetype->library = NULL;
        return false;
    }
    if (FT_Open_Face(freetype->library, &arguments, index, &keeper->face) == 0)
        return true;
    keeper->face = NULL;
    return false;
}

static cairo_font_face_t *open_cairo(const struct face *face)
{
    struct keeper *keeper = g_new0(struct keeper, 1);
    keeper->freetype = g_atomic_rc_box_acquire(face->drawing->freetype);
    keeper->file = hb_face_reference_blob(face->hb_face);
    if (!open_freetype(keeper, face->index))
        goto failed;
    cairo_font_face_t *cairo =
        cairo_ft_font_face_create_for_ft_face(keeper->face, FT_LOAD_NO_HINTING);
    if (cairo_font_face_status(cairo) == CAIRO_STATUS_SUCCESS &&
        cairo_font_face_set_user_data(cairo, &keeper_key, keeper, drop_keeper) ==
            CAIRO_STATUS_SUCCESS)
        return cairo;
    cairo_font_face_destroy(cairo);
failed:
    drop_keeper(keeper);
    return NULL;
}

cairo_font_face_t *face_for_cairo(const struct face *face)
{
    struct drawing_face *drawing = face->drawing;
    g_mutex_lock(&drawing->freetype->lock);
    if (!drawing->cairo)
        drawing->cairo = open_cairo(face);
    g_mutex_unlock(&drawing->freetype->lock);
    return drawing->cairo;
}

// --- Pictures ---

static void destroy_picture(gpointer picture)
{
    cairo_surface_destroy(picture);
}

struct reading {
    const char *bytes;
    unsigned left;
};

static cairo_status_t read_png(void *data, unsigned char *to, unsigned count)
{
    struct reading *reading = data;
    if (count > reading->left)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(to, reading->bytes, count);
    reading->bytes += count;
    reading->left -= count;
    return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t *face_picture(const struct face *face, uint32_t glyph)
{
    gpointer key = GUINT_TO_POINTER(glyph);
    cairo_surface_t *picture = g_hash_table_lookup(face->pictures, key);
    if (!picture) {
        hb_blob_t *png = hb_ot_color_glyph_reference_png(face->hb_font, glyph);
        struct reading reading = {0};
        reading.bytes = hb_blob_get_data(png, &reading.left);
        picture = cairo_image_surface_create_from_png_stream(read_png, &reading);
        hb_blob_destroy(png);
        g_hash_table_insert(face->pictures, key, picture); // also one in error, so as to try once
    }
    return cairo_surface_status(picture) == CAIRO_STATUS_SUCCESS ? picture : NULL;
}

// --- Ink ---

static struct ink measure_ink(const struct face *face, uint32_t glyph)
{
    hb_glyph_extents_t box;
    double unit = 1.0 / face->units_per_em;
    if (!hb_font_get_glyph_extents(face->hb_font, glyph, &box))
        return (struct ink){0};
    return (struct ink){box.x_bearing * unit, -box.y_bearing * unit,
                        (box.x_bearing + box.width) * unit, -(box.y_bearing + box.height) * unit};
}

struct ink face_ink(const struct face *face, uint32_t glyph)
{
    gpointer key = GUINT_TO_POINTER(glyph);
    struct ink *ink = g_hash_table_lookup(face->inks, key);
    if (!ink) {
        ink = g_new(struct ink, 1);
        *ink = measure_ink(face, glyph);
        g_hash_table_insert(face->inks, key, ink);
    }
    return *ink;
}

// --- Life ---

bool face_open(struct face *face, struct freetype *freetype)
{
    hb_blob_t *file = hb_blob_create_from_file_or_fail(face->path);
    if (!file)
        return false;
    face->hb_face = hb_face_create(file, (unsigned)face->index);
    hb_blob_destroy(file);
    if (hb_face_get_glyph_count(face->hb_face) == 0) {
        hb_face_destroy(face->hb_face);
        return false;
    }
    face->units_per_em = hb_face_get_upem(face->hb_face);
    face->hb_font = hb_font_create(face->hb_face);
    hb_font_set_scale(face->hb_font, (int)face->units_per_em, (int)face->units_per_em);
    hb_font_make_immutable(face->hb_font);
    face->is_colour = hb_ot_color_has_png(face->hb_face);
    if (face->is_colour)
        face->pictures = g_hash_table_new_full(NULL, NULL, NULL, destroy_picture);
    face->inks = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    face->drawing = g_new0(struct drawing_face, 1);
    face->drawing->freetype = g_atomic_rc_box_acquire(freetype);
    return true;
}

void face_close(struct face *face)
{
    if (face->drawing->cairo)
        cairo_font_face_destroy(face->drawing->cairo);
    freetype_drop(face->drawing->freetype);
    g_free(face->drawing);
    if (face->pictures)
        g_hash_table_destroy(face->pictures);
    g_hash_table_destroy(face->inks);
    hb_font_destroy(face->hb_font);
    hb_face_destroy(face->hb_face);
}

// SPDX-License-Identifier: MIT
#include "text/face.h"

#include <cairo-ft.h>
#include <ft2build.h>
#include <glib.h>
#include <hb-ot.h>
#include FT_FREETYPE_H

struct freetype {
    FT_Library library;
};

// What a cairo font face needs to live.
struct keeper {
    struct freetype *freetype;
    FT_Face face;
    hb_blob_t *file; // FreeType reads glyphs from the mapped file
};

static const cairo_user_data_key_t keeper_key;

static void close_library(gpointer data)
{
    struct freetype *freetype = data;
    FT_Done_FreeType(freetype->library);
}

struct freetype *freetype_open(void)
{
    FT_Library library;
    if (FT_Init_FreeType(&library) != 0)
        return NULL;
    struct freetype *freetype = g_atomic_rc_box_new(struct freetype);
    freetype->library = library;
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
    FT_Done_Face(keeper->face);
    hb_blob_destroy(keeper->file);
    freetype_drop(keeper->freetype);
    g_free(keeper);
}

// A cairo face over the mapped file; NULL where FreeType or cairo refuse it.
static cairo_font_face_t *open_cairo(hb_blob_t *file, int index, struct freetype *freetype)
{
    unsigned length = 0;
    const char *bytes = hb_blob_get_data(file, &length);
    FT_Face face = NULL;
    if (FT_New_Memory_Face(freetype->library, (const FT_Byte *)bytes, (FT_Long)length, index,
                           &face) != 0)
        return NULL;

    struct keeper *keeper = g_new(struct keeper, 1);
    *keeper = (struct keeper){.freetype = g_atomic_rc_box_acquire(freetype),
                              .face = face,
                              .file = hb_blob_reference(file)};
    cairo_font_face_t *cairo = cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING);
    if (cairo_font_face_status(cairo) != CAIRO_STATUS_SUCCESS ||
        cairo_font_face_set_user_data(cairo, &keeper_key, keeper, drop_keeper) !=
            CAIRO_STATUS_SUCCESS) {
        cairo_font_face_destroy(cairo);
        drop_keeper(keeper);
        return NULL;
    }
    return cairo;
}

bool face_open(struct face *face, struct freetype *freetype)
{
    hb_blob_t *file = hb_blob_create_from_file_or_fail(face->path);
    if (!file)
        return false;
    cairo_font_face_t *cairo = open_cairo(file, face->index, freetype);
    if (cairo) {
        face->cairo_face = cairo;
        face->hb_face = hb_face_create(file, (unsigned)face->index);
        face->units_per_em = hb_face_get_upem(face->hb_face);
        face->hb_font = hb_font_create(face->hb_face);
        hb_font_set_scale(face->hb_font, (int)face->units_per_em, (int)face->units_per_em);
        hb_font_make_immutable(face->hb_font);
    }
    hb_blob_destroy(file);
    return cairo != NULL;
}

void face_close(struct face *face)
{
    hb_font_destroy(face->hb_font);
    hb_face_destroy(face->hb_face);
    cairo_font_face_destroy(face->cairo_face);
}

// SPDX-License-Identifier: MIT
//
// SVG by cairo. Text becomes shapes, each glyph stored once, so that the picture looks the same
// without our fonts. One layout pixel is one unit.
#include <cairo-ft.h>
#include <cairo-svg.h>
#include <glib.h>

#include "draw/replay.h"
#include "out/out.h"
#include "out/sink.h"
#include "out/subset.h"
#include "out/tidy.h"

// The cut faces for cairo. It keeps a face longer than we do, so FreeType's part of it lives with
// the face.
struct svg_fonts {
    struct subset *subset;
    GHashTable *faces;  // struct cut -> cairo_font_face_t
    GArray *renumbered; // cairo_glyph_t, of the run at hand
};

// FreeType's library and the file in memory.
struct held_font {
    FT_Library library;
    FT_Face face;
    hb_blob_t *file;
};

static const cairo_user_data_key_t held_key;

static void free_held(void *data)
{
    struct held_font *held = data;

    if (held->face != NULL)
        (void)FT_Done_Face(held->face);
    if (held->library != NULL)
        (void)FT_Done_FreeType(held->library);
    hb_blob_destroy(held->file);
    g_free(held);
}

// NULL where FreeType or cairo will not have it.
static cairo_font_face_t *open_face(const struct cut *cut)
{
    struct held_font *held = g_new0(struct held_font, 1);
    unsigned size = 0;

    held->file = hb_face_reference_blob(cut->font);
    const char *bytes = hb_blob_get_data(held->file, &size);
    if (size == 0 || FT_Init_FreeType(&held->library) != 0 ||
        FT_New_Memory_Face(held->library, (const FT_Byte *)bytes, (FT_Long)size, 0, &held->face) !=
            0) {
        free_held(held);
        return NULL;
    }
    cairo_font_face_t *face = cairo_ft_font_face_create_for_ft_face(held->face, FT_LOAD_NO_HINTING);
    if (cairo_font_face_status(face) == CAIRO_STATUS_SUCCESS &&
        cairo_font_face_set_user_data(face, &held_key, held, free_held) == CAIRO_STATUS_SUCCESS)
        return face;
    cairo_font_face_destroy(face);
    free_held(held);
    return NULL;
}

static void destroy_face(gpointer face)
{
    cairo_font_face_destroy(face);
}

static bool find_glyphs(void *data, const struct glyph_run *run, cairo_font_face_t **face,
                        const cairo_glyph_t **glyphs)
{
    struct svg_fonts *fonts = data;
    const struct cut *cut = subset_find(fonts->subset, run->face);

    if (cut == NULL)
        return false; // each run of the record was noted
    gpointer key = (gpointer)(uintptr_t)cut;
    *face = g_hash_table_lookup(fonts->faces, key);
    if (*face == NULL) {
        *face = open_face(cut);
        if (*face == NULL)
            return false;
        g_hash_table_insert(fonts->faces, key, *face);
    }
    g_array_set_size(fonts->renumbered, (guint)run->glyph_count);
    for (int i = 0; i < run->glyph_count; i++) {
        cairo_glyph_t *glyph = &g_array_index(fonts->renumbered, cairo_glyph_t, i);
        *glyph = run->glyphs[i];
        glyph->index = cut_glyph(cut, glyph->index);
    }
    *glyphs = &g_array_index(fonts->renumbered, cairo_glyph_t, 0);
    return true;
}

static bool draw(const struct record *record, GByteArray *svg, cairo_status_t *status)
{
    hai_size sheet = record_size(record);
    cairo_surface_t *surface =
        cairo_svg_surface_create_for_stream(tidy_collect, svg, sheet.width, sheet.height);

    cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX);
    // Not the faces themselves: cairo draws their glyphs when the file is finished, and other
    // threads may be drawing them too.
    struct svg_fonts fonts = {
        .subset = subset_new(&record, 1, NULL),
        .faces = g_hash_table_new_full(NULL, NULL, NULL, destroy_face),
        .renumbered = g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t)),
    };
    struct replay_hooks hooks = {.data = &fonts, .glyphs = find_glyphs};
    struct replay *replay = replay_new(record, true, &hooks);
    cairo_t *cairo = cairo_create(surface);
    bool done = replay_draw(replay, cairo, (hai_box){0, 0, sheet.width, sheet.height});
    *status = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    if (*status == CAIRO_STATUS_SUCCESS)
        *status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    replay_free(replay);
    g_hash_table_destroy(fonts.faces);
    g_array_free(fonts.renumbered, TRUE);
    subset_free(fonts.subset);
    return done;
}

bool svg_write(const struct record *record, const char *path, const struct out_settings *settings,
               struct report *report)
{
    // Vectors have neither pixels nor, in cairo's SVG, a title.
    struct sink *sink = sink_open(path, settings, report);
    cairo_status_t status;

    if (sink == NULL)
        return false;

    GByteArray *svg = g_byte_array_new();
    GString *out = g_string_new(NULL);
    bool done = draw(record, svg, &status);
    tidy_svg(svg, out);
    if (!sink_write(sink, out->str, out->len))
        done = false; // the sink says why
    g_byte_array_free(svg, TRUE);
    g_string_free(out, TRUE);
    return sink_close(sink, done, status, report);
}

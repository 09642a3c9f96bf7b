// SPDX-License-Identifier: MIT
//
// Build-time tool: take one face out of a font file or collection, and index a folder of faces.
//
//     font-pack face SOURCE FAMILY TARGET    the face of that family, as a file of its own
//     font-pack common SOURCE FAMILY TARGET  its common characters alone: GB 2312 and symbols
//     font-pack index FOLDER                 write FOLDER/.cache, so that opening needs no scan
//
// A collection shares tables among ten faces; opening one face through it costs several times what
// a file with that face alone does. A whole Chinese face has some 65 000 glyphs; opening a cut with
// the characters that nearly all text is made of costs a fifth again, and what a text has besides
// is taken from the whole face.
#include <fontconfig/fontconfig.h>
#include <glib.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_TABLES = 256 };

static int fail(const char *what, const char *detail)
{
    fprintf(stderr, "font-pack: %s: %s\n", what, detail);
    return EXIT_FAILURE;
}

static bool has_family(hb_face_t *face, hb_ot_name_id_t name, const char *family)
{
    char text[256];
    unsigned size = sizeof(text);
    hb_ot_name_get_utf8(face, name, hb_language_from_string("en", -1), &size, text);
    return strcmp(text, family) == 0;
}

// Bold and Black faces hold the family's own name in the typographic entry.
static hb_face_t *find_face(hb_blob_t *blob, const char *family)
{
    unsigned count = hb_face_count(blob);
    for (unsigned i = 0; i < count; i++) {
        hb_face_t *face = hb_face_create(blob, i);
        if (has_family(face, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY, family) ||
            has_family(face, HB_OT_NAME_ID_FONT_FAMILY, family))
            return face;
        hb_face_destroy(face);
    }
    return NULL;
}

static hb_blob_t *copy_tables(hb_face_t *face)
{
    hb_tag_t tags[MAX_TABLES];
    unsigned count = MAX_TABLES;
    hb_face_get_table_tags(face, 0, &count, tags);
    hb_face_t *builder = hb_face_builder_create();
    bool good = count > 0;
    for (unsigned i = 0; i < count && good; i++) {
        if (tags[i] == HB_TAG('D', 'S', 'I', 'G')) // signs the collection, not the face
            continue;
        hb_blob_t *table = hb_face_reference_table(face, tags[i]);
        good = hb_face_builder_add_table(builder, tags[i], table);
        hb_blob_destroy(table);
    }
    hb_blob_t *file = good ? hb_face_reference_blob(builder) : hb_blob_get_empty();
    hb_face_destroy(builder);
    return file;
}

// The Han characters of GB 2312-1980: rows 16 to 87, as EUC-CN.
static bool add_gb2312(hb_set_t *characters)
{
    GIConv conversion = g_iconv_open("UCS-4LE", "GB2312");
    if (conversion == (GIConv)-1)
        return false;
    for (int row = 0xB0; row <= 0xF7; row++) {
        for (int cell = 0xA1; cell <= 0xFE; cell++) {
            char in[2] = {(char)row, (char)cell}, *from = in;
            guint32 character = 0;
            char *to = (char *)&character;
            gsize in_left = sizeof in, out_left = sizeof character;
            if (g_iconv(conversion, &from, &in_left, &to, &out_left) != (gsize)-1)
                hb_set_add(characters, GUINT32_FROM_LE(character));
            else
                g_iconv(conversion, NULL, NULL, NULL, NULL); // five cells of row 0xD7 are empty
        }
    }
    return g_iconv_close(conversion) == 0;
}

static hb_blob_t *cut_common(hb_face_t *face)
{
    static const hb_codepoint_t ranges[][2] = {{0x0020, 0x024F}, {0x0370, 0x03FF}, {0x2000, 0x206F},
                                               {0x2070, 0x209F}, {0x20A0, 0x20CF}, {0x2100, 0x22FF},
                                               {0x2460, 0x24FF}, {0x2500, 0x26FF}, {0x3000, 0x312F},
                                               {0xFE10, 0xFE4F}, {0xFF00, 0xFFEF}};
    static const char features[][5] = {"halt", "vhal", "palt", "vpal", "hwid", "fwid",
                                       "pwid", "tnum", "vert", "vrt2", "locl"};
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        return hb_blob_get_empty();
    // Nothing here is hinted, and an outline that calls no subroutines is read in half the time.
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    hb_set_t *characters = hb_subset_input_unicode_set(input);
    for (size_t i = 0; i < G_N_ELEMENTS(ranges); i++)
        hb_set_add_range(characters, ranges[i][0], ranges[i][1]);
    hb_set_t *kept = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    for (size_t i = 0; i < G_N_ELEMENTS(features); i++)
        hb_set_add(kept, hb_tag_from_string(features[i], 4));
    hb_set_t *names = hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID);
    hb_set_add_range(names, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY, HB_OT_NAME_ID_TYPOGRAPHIC_SUBFAMILY);
    hb_face_t *cut = add_gb2312(characters) ? hb_subset_or_fail(face, input) : NULL;
    hb_subset_input_destroy(input);
    hb_blob_t *file = cut ? hb_face_reference_blob(cut) : hb_blob_get_empty();
    hb_face_destroy(cut);
    return file;
}

static int pack_face(const char *source, const char *family, const char *target,
                     hb_blob_t *(*make)(hb_face_t *face))
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(source);
    if (!blob)
        return fail(source, "cannot be read");
    int status = EXIT_FAILURE;
    hb_blob_t *single = NULL;
    GError *error = NULL;
    hb_face_t *face = find_face(blob, family);
    if (!face) {
        fail(source, "has no face of the family asked for");
        goto done;
    }
    single = make(face);
    unsigned length = 0;
    const char *bytes = hb_blob_get_data(single, &length);
    if (length == 0) {
        fail(source, "its tables cannot be copied");
        goto done;
    }
    if (!g_file_set_contents(target, bytes, (gssize)length, &error)) {
        fail(target, error->message);
        g_error_free(error);
        goto done;
    }
    status = EXIT_SUCCESS;
done:
    hb_blob_destroy(single);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return status;
}

// Fontconfig's own index of one folder, kept inside it. An index that cannot be written only makes
// the program slower, so that installing goes on.
static int index_folder(const char *folder)
{
    char *cache = g_build_filename(folder, ".cache", NULL);
    char *text = g_markup_printf_escaped("<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM "
                                         "\"fonts.dtd\"><fontconfig><cachedir>%s</cachedir>"
                                         "</fontconfig>",
                                         cache);
    FcConfig *config = FcConfigCreate();
    FcCache *index = NULL;
    if (g_mkdir_with_parents(cache, 0755) == 0 && config &&
        FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)text, FcTrue))
        index = FcDirCacheRead((const FcChar8 *)folder, FcTrue, config);
    if (index)
        FcDirCacheUnload(index);
    else
        fail(folder, "cannot be indexed; the first run will be slower");
    if (config)
        FcConfigDestroy(config);
    g_free(text);
    g_free(cache);
    return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    if (argc == 5 && strcmp(argv[1], "face") == 0)
        return pack_face(argv[2], argv[3], argv[4], copy_tables);
    if (argc == 5 && strcmp(argv[1], "common") == 0)
        return pack_face(argv[2], argv[3], argv[4], cut_common);
    if (argc == 3 && strcmp(argv[1], "index") == 0)
        return index_folder(argv[2]);
    fprintf(stderr, "usage: font-pack face|common SOURCE FAMILY TARGET | font-pack index FOLDER\n");
    return EXIT_FAILURE;
}

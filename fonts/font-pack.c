// SPDX-License-Identifier: MIT
//
// Build-time tool: take one face out of a font file or collection, and index a folder of faces.
//
//     font-pack face SOURCE FAMILY TARGET    the face of that family, as a file of its own
//     font-pack index FOLDER                 write FOLDER/.cache, so that opening needs no scan
//
// A collection shares tables among ten faces; opening one face through it costs several times what
// a file with that face alone does.
#include <fontconfig/fontconfig.h>
#include <glib.h>
#include <hb-ot.h>
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

static int pack_face(const char *source, const char *family, const char *target)
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
    single = copy_tables(face);
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
        return pack_face(argv[2], argv[3], argv[4]);
    if (argc == 3 && strcmp(argv[1], "index") == 0)
        return index_folder(argv[2]);
    fprintf(stderr, "usage: font-pack face SOURCE FAMILY TARGET | font-pack index FOLDER\n");
    return EXIT_FAILURE;
}

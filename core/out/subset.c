// SPDX-License-Identifier: MIT
#include "out/subset.h"

#include <cairo-ft.h>
#include <glib.h>
#include <hb-subset.h>
#include <string.h>

#include "base/digest.h"

#define MAX_CUTS 32 // that are kept, of each generation

// FreeType's library and the font that is in memory, which must outlive cairo's face; cairo keeps
// faces longer than we do.
struct held_font {
    FT_Library library;
    FT_Face face;
    hb_blob_t *blob;
};

// One face and what is used of it.
struct cut_face {
    hb_set_t *glyphs;
    hb_map_t *characters;          // that glyphs stand for, by their old numbers
    cairo_font_face_t *cairo_face; // of the subset, or the whole one
    hb_map_t *numbers;             // old glyph numbers to new ones; NULL: unchanged
};

// Two generations: what is used again stays.
struct cut_store {
    GHashTable *young, *old; // key -> struct kept_cut
};

struct kept_cut {
    cairo_font_face_t *cairo_face;
    hb_map_t *numbers; // or NULL
};

struct subset {
    struct cut_store *store; // or NULL
    // struct face -> struct cut_face: for lines, and for columns. In a column a character may have
    // another glyph, and a cmap names but one.
    GHashTable *faces[2];
    GArray *renumbered; // cairo_glyph_t, of the run at hand
};

static const cairo_user_data_key_t held_key;

static void free_held(void *data)
{
    struct held_font *held = data;

    if (held->face != NULL)
        (void)FT_Done_Face(held->face);
    if (held->library != NULL)
        (void)FT_Done_FreeType(held->library);
    hb_blob_destroy(held->blob);
    g_free(held);
}

static void free_face(gpointer data)
{
    struct cut_face *face = data;

    hb_set_destroy(face->glyphs);
    hb_map_destroy(face->characters);
    hb_map_destroy(face->numbers);
    cairo_font_face_destroy(face->cairo_face);
    g_free(face);
}

// --- What is used ---

static void note_run(struct subset *subset, const struct glyph_run *run)
{
    struct cut_face *face = g_hash_table_lookup(subset->faces[run->is_vertical], run->face);

    if (face == NULL) {
        face = g_new0(struct cut_face, 1);
        face->glyphs = hb_set_create();
        face->characters = hb_map_create();
        g_hash_table_insert(subset->faces[run->is_vertical], (gpointer)(uintptr_t)run->face, face);
    }
    for (int i = 0; i < run->glyph_count; i++) {
        hb_codepoint_t number = (hb_codepoint_t)run->glyphs[i].index;
        hb_set_add(face->glyphs, number);
        if (run->characters != NULL && run->characters[i] != 0 &&
            !hb_map_has(face->characters, number))
            hb_map_set(face->characters, number, run->characters[i]);
    }
}

// --- Cutting ---

// Only what draws glyphs: shaping is done, hinting is not used, and which characters glyphs stand
// for comes from the runs' clusters: add_cmap. Without its cmap HarfBuzz cuts a Chinese face four
// times as fast, as it would look at each of 44 000 characters.
static hb_blob_t *find_table(hb_face_t *face, hb_tag_t tag, void *data)
{
    static const hb_tag_t unneeded[] = {
        HB_TAG('c', 'm', 'a', 'p'), HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
        HB_TAG('G', 'D', 'E', 'F'), HB_TAG('B', 'A', 'S', 'E'), HB_TAG('k', 'e', 'r', 'n'),
        HB_TAG('V', 'O', 'R', 'G'), HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'),
        HB_TAG('D', 'S', 'I', 'G'), HB_TAG('m', 'e', 't', 'a'), HB_TAG('S', 'V', 'G', ' '),
    };

    (void)face;
    for (unsigned i = 0; i < G_N_ELEMENTS(unneeded); i++) {
        if (tag == unneeded[i])
            return hb_blob_get_empty();
    }
    return hb_face_reference_table(data, tag);
}

static hb_face_t *bare_face(hb_face_t *whole)
{
    hb_face_t *bare = hb_face_create_for_tables(find_table, whole, NULL);

    hb_face_set_glyph_count(bare, hb_face_get_glyph_count(whole));
    hb_face_set_upem(bare, hb_face_get_upem(whole));
    return bare;
}

// Charstrings without subroutines are larger in memory and smaller once they are deflated.
static hb_subset_input_t *describe_subset(const struct cut_face *face)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();

    if (input == NULL)
        return NULL;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    hb_set_union(hb_subset_input_glyph_set(input), face->glyphs);
    hb_set_add(hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG),
               HB_TAG('c', 'm', 'a', 'p'));
    return input;
}

// cairo's face over a font in memory. Takes the blob. NULL where FreeType will not have it.
static cairo_font_face_t *face_of_blob(hb_blob_t *blob)
{
    struct held_font *held = g_new0(struct held_font, 1);
    unsigned size = 0;

    held->blob = blob;
    const char *bytes = hb_blob_get_data(blob, &size);
    if (size == 0 || FT_Init_FreeType(&held->library) != 0 ||
        FT_New_Memory_Face(held->library, (const FT_Byte *)bytes, (FT_Long)size, 0, &held->face) !=
            0) {
        free_held(held);
        return NULL;
    }

    cairo_font_face_t *face = cairo_ft_font_face_create_for_ft_face(held->face, FT_LOAD_NO_HINTING);
    if (cairo_font_face_status(face) != CAIRO_STATUS_SUCCESS ||
        cairo_font_face_set_user_data(face, &held_key, held, free_held) != CAIRO_STATUS_SUCCESS) {
        cairo_font_face_destroy(face);
        free_held(held);
        return NULL;
    }
    return face;
}

static int compare_characters(gconstpointer a, gconstpointer b)
{
    unsigned first = GPOINTER_TO_UINT(a), second = GPOINTER_TO_UINT(b);
    return (first > second) - (first < second);
}

static void put_number(uint8_t *to, uint32_t number)
{
    number = GUINT32_TO_BE(number);
    memcpy(to, &number, sizeof number);
}

// A cmap of the glyphs that are used, with the characters that they stand for here: cairo asks it
// where several glyphs form one cluster. (The font's own has a radical for many a character.)
// OpenType, "cmap": one table of format 12, a group for each character.
static void add_cmap(hb_face_t *cut, const struct cut_face *face, const hb_map_t *numbers)
{
    enum { HEAD = 12, SUBHEAD = 16, GROUP = 12 };
    GTree *glyphs = g_tree_new(compare_characters); // character -> new number
    hb_codepoint_t old = HB_SET_VALUE_INVALID;
    while (hb_set_next(face->glyphs, &old)) {
        hb_codepoint_t character = hb_map_get(face->characters, old);
        hb_codepoint_t number = hb_map_get(numbers, old);
        if (character != HB_MAP_VALUE_INVALID && number != HB_MAP_VALUE_INVALID)
            g_tree_insert(glyphs, GUINT_TO_POINTER(character), GUINT_TO_POINTER(number));
    }
    uint32_t count = (uint32_t)g_tree_nnodes(glyphs), size = HEAD + SUBHEAD + count * GROUP;
    uint8_t *table = g_malloc0(size), *at = table + HEAD + SUBHEAD;
    put_number(table, 1);                // version 0, one table
    put_number(table + 4, 3 << 16 | 10); // for all of Unicode
    put_number(table + 8, HEAD);         // where it is
    put_number(table + HEAD, 12 << 16);  // format
    put_number(table + HEAD + 4, size - HEAD);
    put_number(table + HEAD + 12, count);
    for (GTreeNode *node = g_tree_node_first(glyphs); node; node = g_tree_node_next(node)) {
        put_number(at, GPOINTER_TO_UINT(g_tree_node_key(node)));
        put_number(at + 4, GPOINTER_TO_UINT(g_tree_node_key(node)));
        put_number(at + 8, GPOINTER_TO_UINT(g_tree_node_value(node)));
        at += GROUP;
    }
    hb_blob_t *blob =
        hb_blob_create((const char *)table, size, HB_MEMORY_MODE_READONLY, table, g_free);
    // Without it readers of the PDF that pass over /ActualText lack some characters.
    (void)hb_face_builder_add_table(cut, HB_TAG('c', 'm', 'a', 'p'), blob);
    hb_blob_destroy(blob);
    g_tree_destroy(glyphs);
}

static void cut_face(const struct face *whole, struct cut_face *face)
{
    hb_face_t *bare = bare_face(whole->hb_face), *cut = NULL;
    hb_subset_input_t *input = describe_subset(face);
    hb_subset_plan_t *plan = NULL;

    if (input != NULL)
        plan = hb_subset_plan_create_or_fail(bare, input);
    if (plan != NULL)
        cut = hb_subset_plan_execute_or_fail(plan);
    if (cut != NULL) {
        add_cmap(cut, face, hb_subset_plan_old_to_new_glyph_mapping(plan));
        face->cairo_face = face_of_blob(hb_face_reference_blob(cut));
    }
    if (face->cairo_face != NULL)
        face->numbers = hb_map_copy(hb_subset_plan_old_to_new_glyph_mapping(plan));
    else
        face->cairo_face = cairo_font_face_reference(whole->cairo_face);
    hb_face_destroy(cut);
    hb_face_destroy(bare);
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
}

// --- Cuts that are kept ---

static void free_cut(gpointer data)
{
    struct kept_cut *kept = data;

    cairo_font_face_destroy(kept->cairo_face);
    hb_map_destroy(kept->numbers);
    g_free(kept);
}

static GHashTable *new_generation(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_cut);
}

struct cut_store *cut_store_new(void)
{
    struct cut_store *store = g_new0(struct cut_store, 1);

    store->young = new_generation();
    store->old = new_generation();
    return store;
}

void cut_store_free(struct cut_store *store)
{
    if (store == NULL)
        return;
    g_hash_table_destroy(store->young);
    g_hash_table_destroy(store->old);
    g_free(store);
}

// The face, its glyphs, and what they stand for.
static char *find_key(const struct face *whole, const struct cut_face *face)
{
    struct digest digest;
    hb_codepoint_t number = HB_SET_VALUE_INVALID;
    char *key = g_malloc(DIGEST_TEXT);

    digest_init(&digest);
    digest_add(&digest, &whole, sizeof whole);
    while (hb_set_next(face->glyphs, &number)) {
        const hb_codepoint_t pair[2] = {number, hb_map_get(face->characters, number)};
        digest_add(&digest, pair, sizeof pair);
    }
    digest_end(&digest, key);
    return key;
}

static void keep_cut(struct cut_store *store, char *key, struct kept_cut *kept)
{
    if (g_hash_table_size(store->young) >= MAX_CUTS) {
        g_hash_table_destroy(store->old);
        store->old = store->young;
        store->young = new_generation();
    }
    g_hash_table_replace(store->young, key, kept);
}

static struct kept_cut *find_cut(struct cut_store *store, const char *key)
{
    gpointer kept = g_hash_table_lookup(store->young, key), own;

    if (kept == NULL && g_hash_table_steal_extended(store->old, key, &own, &kept))
        keep_cut(store, own, kept);
    return kept;
}

static void cut(gpointer key, gpointer value, gpointer data)
{
    const struct subset *subset = data;
    const struct face *whole = key;
    struct cut_face *face = value;

    if (subset->store == NULL) {
        cut_face(whole, face);
        return;
    }
    char *name = find_key(whole, face);
    struct kept_cut *kept = find_cut(subset->store, name);
    if (kept == NULL) {
        cut_face(whole, face);
        kept = g_new0(struct kept_cut, 1);
        kept->cairo_face = cairo_font_face_reference(face->cairo_face);
        kept->numbers = face->numbers != NULL ? hb_map_reference(face->numbers) : NULL;
        keep_cut(subset->store, name, kept);
        return;
    }
    face->cairo_face = cairo_font_face_reference(kept->cairo_face);
    face->numbers = kept->numbers != NULL ? hb_map_reference(kept->numbers) : NULL;
    g_free(name);
}

static void note_record(struct subset *subset, const struct record *record)
{
    for (unsigned i = 0; i < record->count; i++) {
        if (record->items[i].kind == ITEM_GLYPHS)
            note_run(subset, record->items[i].glyphs.run);
    }
}

struct subset *subset_new(const struct record *const *records, unsigned count,
                          struct cut_store *store)
{
    struct subset *subset = g_new0(struct subset, 1);

    subset->store = store;

    for (unsigned i = 0; i < G_N_ELEMENTS(subset->faces); i++)
        subset->faces[i] = g_hash_table_new_full(NULL, NULL, NULL, free_face);
    subset->renumbered = g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t));
    for (unsigned i = 0; i < count; i++)
        note_record(subset, records[i]);
    for (unsigned i = 0; i < G_N_ELEMENTS(subset->faces); i++)
        g_hash_table_foreach(subset->faces[i], cut, subset);
    return subset;
}

void subset_free(struct subset *subset)
{
    if (subset == NULL)
        return;
    for (unsigned i = 0; i < G_N_ELEMENTS(subset->faces); i++)
        g_hash_table_destroy(subset->faces[i]);
    g_array_free(subset->renumbered, TRUE);
    g_free(subset);
}

bool subset_glyphs(struct subset *subset, const struct glyph_run *run, cairo_font_face_t **face,
                   const cairo_glyph_t **glyphs)
{
    const struct cut_face *known = g_hash_table_lookup(subset->faces[run->is_vertical], run->face);

    if (known == NULL)
        return false; // each run of the record was noted
    *face = known->cairo_face;
    if (known->numbers == NULL)
        return true;
    g_array_set_size(subset->renumbered, (guint)run->glyph_count);
    for (int i = 0; i < run->glyph_count; i++) {
        cairo_glyph_t *glyph = &g_array_index(subset->renumbered, cairo_glyph_t, i);
        *glyph = run->glyphs[i];
        hb_codepoint_t number = hb_map_get(known->numbers, (hb_codepoint_t)glyph->index);
        glyph->index = number == HB_MAP_VALUE_INVALID ? 0 : number;
    }
    *glyphs = &g_array_index(subset->renumbered, cairo_glyph_t, 0);
    return true;
}

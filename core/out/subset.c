// SPDX-License-Identifier: MIT
#include "out/subset.h"

#include <glib.h>
#include <hb-subset.h>

#include "base/digest.h"

#define MAX_CUTS 32 // that are kept, of each generation

// One face and what is used of it.
struct face_cut {
    struct cut cut;
    hb_set_t *glyphs;
    hb_map_t *numbers; // or NULL
};

// Two generations: what is used again stays.
struct cut_store {
    GHashTable *young, *old; // key -> struct kept_cut
};

struct kept_cut {
    hb_face_t *font;
    hb_map_t *numbers; // or NULL
};

struct subset {
    struct cut_store *store; // or NULL
    GHashTable *faces;       // struct face -> struct face_cut
};

static void free_face(gpointer data)
{
    struct face_cut *face = data;

    hb_set_destroy(face->glyphs);
    hb_map_destroy(face->numbers);
    hb_face_destroy(face->cut.font);
    g_free(face);
}

// --- What is used ---

static void note_run(struct subset *subset, const struct glyph_run *run)
{
    struct face_cut *face = g_hash_table_lookup(subset->faces, run->face);

    if (face == NULL) {
        face = g_new0(struct face_cut, 1);
        face->glyphs = hb_set_create();
        face->cut = (struct cut){.face = run->face, .glyphs = face->glyphs};
        g_hash_table_insert(subset->faces, (gpointer)(uintptr_t)run->face, face);
    }
    for (int i = 0; i < run->glyph_count; i++)
        hb_set_add(face->glyphs, (hb_codepoint_t)run->glyphs[i].index);
}

static void note_record(struct subset *subset, const struct record *record)
{
    for (unsigned i = 0; i < record->count; i++) {
        if (record->items[i].kind == ITEM_GLYPHS)
            note_run(subset, record->items[i].glyphs.run);
    }
}

// --- Cutting ---

// Only what draws glyphs: shaping is done, hinting is not used, and which characters glyphs stand
// for the runs know. Without its cmap HarfBuzz cuts a Chinese face four times as fast, as it would
// look at each of 44 000 characters.
static const hb_tag_t needed[] = {
    HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'),
    HB_TAG('m', 'a', 'x', 'p'), HB_TAG('C', 'F', 'F', ' '), HB_TAG('g', 'l', 'y', 'f'),
    HB_TAG('l', 'o', 'c', 'a'),
};

static hb_blob_t *find_table(hb_face_t *face, hb_tag_t tag, void *data)
{
    (void)face;
    for (unsigned i = 0; i < G_N_ELEMENTS(needed); i++) {
        if (tag == needed[i])
            return hb_face_reference_table(data, tag);
    }
    return hb_blob_get_empty();
}

static hb_face_t *bare_face(hb_face_t *whole)
{
    hb_face_t *bare = hb_face_create_for_tables(find_table, whole, NULL);

    hb_face_set_glyph_count(bare, hb_face_get_glyph_count(whole));
    hb_face_set_upem(bare, hb_face_get_upem(whole));
    return bare;
}

// The same tables as a file of its own, which the whole one may not be: a collection has several.
static hb_face_t *whole_face(hb_face_t *whole)
{
    hb_face_t *face = hb_face_builder_create();

    for (unsigned i = 0; i < G_N_ELEMENTS(needed); i++) {
        hb_blob_t *table = hb_face_reference_table(whole, needed[i]);
        if (hb_blob_get_length(table) > 0)
            (void)hb_face_builder_add_table(face, needed[i], table);
        hb_blob_destroy(table);
    }
    return face;
}

// Charstrings without subroutines are larger in memory and smaller once they are deflated.
static hb_subset_input_t *describe_subset(const struct face_cut *face)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();

    if (input == NULL)
        return NULL;
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_DESUBROUTINIZE);
    hb_set_union(hb_subset_input_glyph_set(input), face->glyphs);
    return input;
}

static void cut_face(struct face_cut *face)
{
    hb_face_t *whole = face->cut.face->hb_face, *bare = bare_face(whole), *font = NULL;
    hb_subset_input_t *input = describe_subset(face);
    hb_subset_plan_t *plan = NULL;

    if (input != NULL)
        plan = hb_subset_plan_create_or_fail(bare, input);
    if (plan != NULL)
        font = hb_subset_plan_execute_or_fail(plan);
    if (font != NULL)
        face->numbers = hb_map_copy(hb_subset_plan_old_to_new_glyph_mapping(plan));
    face->cut.font = font != NULL ? font : whole_face(whole);
    hb_face_destroy(bare);
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
}

// --- Cuts that are kept ---

static void free_cut(gpointer data)
{
    struct kept_cut *kept = data;

    hb_face_destroy(kept->font);
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

// The face and its glyphs.
static char *find_key(const struct face_cut *face)
{
    struct digest digest;
    hb_codepoint_t number = HB_SET_VALUE_INVALID;
    char *key = g_malloc(DIGEST_TEXT);

    digest_init(&digest);
    digest_add(&digest, &face->cut.face, sizeof face->cut.face);
    while (hb_set_next(face->glyphs, &number))
        digest_add(&digest, &number, sizeof number);
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

static void cut_or_find(struct cut_store *store, struct face_cut *face)
{
    char *name = find_key(face);
    struct kept_cut *kept = find_cut(store, name);

    if (kept != NULL) {
        face->cut.font = hb_face_reference(kept->font);
        face->numbers = kept->numbers != NULL ? hb_map_reference(kept->numbers) : NULL;
        g_free(name);
        return;
    }
    cut_face(face);
    kept = g_new0(struct kept_cut, 1);
    kept->font = hb_face_reference(face->cut.font);
    kept->numbers = face->numbers != NULL ? hb_map_reference(face->numbers) : NULL;
    keep_cut(store, name, kept);
}

static void cut(gpointer key, gpointer value, gpointer data)
{
    const struct subset *subset = data;
    struct face_cut *face = value;

    (void)key;
    if (subset->store != NULL)
        cut_or_find(subset->store, face);
    else
        cut_face(face);
    face->cut.numbers = face->numbers;
}

struct subset *subset_new(const struct record *const *records, unsigned count,
                          struct cut_store *store)
{
    struct subset *subset = g_new0(struct subset, 1);

    subset->store = store;
    subset->faces = g_hash_table_new_full(NULL, NULL, NULL, free_face);
    for (unsigned i = 0; i < count; i++)
        note_record(subset, records[i]);
    g_hash_table_foreach(subset->faces, cut, subset);
    return subset;
}

void subset_free(struct subset *subset)
{
    if (subset == NULL)
        return;
    g_hash_table_destroy(subset->faces);
    g_free(subset);
}

const struct cut *subset_find(const struct subset *subset, const struct face *face)
{
    const struct face_cut *known = g_hash_table_lookup(subset->faces, face);
    return known != NULL ? &known->cut : NULL;
}

unsigned cut_glyph(const struct cut *cut, unsigned long glyph)
{
    if (cut->numbers == NULL)
        return (unsigned)glyph;
    hb_codepoint_t number = hb_map_get(cut->numbers, (hb_codepoint_t)glyph);
    return number == HB_MAP_VALUE_INVALID ? 0 : number;
}

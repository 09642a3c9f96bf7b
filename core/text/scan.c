// SPDX-License-Identifier: MIT
#include "text/scan.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool can_write(const char *folder)
{
    return access(folder, W_OK | X_OK) == 0;
}

// A configuration that knows our folder's index and nothing of the machine. FcInit is never called:
// it alone reads some fifty files.
static FcConfig *make_config(const char *own, const char *user)
{
    // Named alone where there is no index beside the fonts: else fontconfig makes a folder there.
    bool has_own = g_file_test(own, G_FILE_TEST_IS_DIR);
    FcConfig *config = FcConfigCreate();
    char *text = g_markup_printf_escaped(
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>"
        "<cachedir>%s</cachedir><cachedir>%s</cachedir></fontconfig>",
        has_own ? own : user, user);
    bool good = config && FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)text, FcTrue);
    g_free(text);
    if (!good && config)
        FcConfigDestroy(config);
    return good ? config : NULL;
}

// FcFileScan would do, but starts the machine's own configuration.
void scan_file(const char *path, FcFontSet *set)
{
    (void)FcFreeTypeQueryAll((const FcChar8 *)path, (unsigned)-1, NULL, NULL, set);
}

// Without an index and without a place to write one: look into each file.
static FcFontSet *scan_files(const char *folder)
{
    FcFontSet *set = FcFontSetCreate();
    GDir *dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while (dir && set && (name = g_dir_read_name(dir)) != NULL) {
        char *path = g_build_filename(folder, name, NULL);
        if (name[0] != '.' && g_file_test(path, G_FILE_TEST_IS_REGULAR))
            scan_file(path, set);
        g_free(path);
    }
    if (dir)
        g_dir_close(dir);
    return set;
}

FcFontSet *scan_folder(const char *path, FcConfig **config)
{
    const FcChar8 *folder = (const FcChar8 *)path;
    char *own = g_build_filename(path, ".cache", NULL);
    char *user = g_build_filename(g_get_user_cache_dir(), "haibao", "fontconfig", NULL);
    FcFontSet *set = NULL;
    *config = make_config(own, user);
    FcCache *cache = *config ? FcDirCacheLoad(folder, *config, NULL) : NULL;
    // A place to write is looked for first: fontconfig complains on stderr where there is none.
    if (!cache && *config &&
        (can_write(own) || (g_mkdir_with_parents(user, 0700) == 0 && can_write(user))))
        cache = FcDirCacheRead(folder, FcFalse, *config);
    if (cache) {
        set = FcCacheCopySet(cache);
        FcDirCacheUnload(cache); // the set keeps what it needs
    }
    if (!set)
        set = scan_files(path);
    g_free(own);
    g_free(user);
    return set;
}

static const char *find_string(const FcPattern *pattern, const char *object)
{
    FcChar8 *value;
    return FcPatternGetString(pattern, object, 0, &value) == FcResultMatch ? (const char *)value
                                                                           : NULL;
}

// fontconfig lists a folder in the order of its entries; ours is the order of the paths, so that
// the choice between like faces does not depend on the file system.
static int compare_slots(const void *first, const void *second)
{
    const struct slot *a = first, *b = second;
    int order = strcmp(a->face.path, b->face.path);
    return order != 0 ? order : (a->face.index > b->face.index) - (a->face.index < b->face.index);
}

struct slot *scan_slots(struct arena *arena, const FcFontSet *set, int *count)
{
    struct slot *slots = arena_alloc(arena, (size_t)set->nfont * sizeof *slots);
    *count = 0;
    for (int i = 0; i < set->nfont; i++) {
        FcPattern *pattern = set->fonts[i];
        const char *family = find_string(pattern, FC_FAMILY);
        const char *style = find_string(pattern, FC_STYLE);
        const char *path = find_string(pattern, FC_FILE);
        double weight = FC_WEIGHT_REGULAR;
        int index = 0, slant = 0;
        FcPatternGetDouble(pattern, FC_WEIGHT, 0, &weight); // may be missing: stays regular
        FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
        FcPatternGetInteger(pattern, FC_SLANT, 0, &slant);
        // Instances of variable fonts and slanted faces have no place in a role.
        if (!family || !path || index > 0xffff || slant != 0)
            continue;
        struct slot *slot = &slots[(*count)++];
        slot->pattern = pattern;
        slot->face.family = arena_strdup(arena, family);
        slot->face.style = arena_strdup(arena, style ? style : "");
        slot->face.path = arena_strdup(arena, path);
        slot->face.index = index;
        slot->face.weight = (int)(FcWeightToOpenTypeDouble(weight) + 0.5);
    }
    qsort(slots, (size_t)*count, sizeof *slots, compare_slots);
    return slots;
}

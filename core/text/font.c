// SPDX-License-Identifier: MIT
#include "text/font.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/paths.h"
#include "text/face.h"
#include "text/scan.h"

enum {
    MAX_LIST_BYTES = 256 * 1024,
    MAX_FONT_BYTES = 128 << 20, // a whole family in one file
    MAX_ROLES = 64,
    MAX_NAMES = 16
};

struct role {
    const char *name;
    const char *families[2]; // by enum script_class
    int weight;              // 0: as the style says
    const char *language;    // that the name asks for, or NULL
};

// The faces of a file that a theme brought once.
struct brought {
    FcFontSet *set;
    struct slot *slots;
    int slot_count;
    bool may_embed;
};

struct fonts {
    struct arena *arena;
    struct report *report;
    const char *folder;
    FcConfig *config;
    FcFontSet *set;
    struct freetype *freetype;
    struct slot *slots; // of the folder
    int slot_count;
    GHashTable *brought; // path -> struct brought
    GPtrArray *used;     // struct slot: those of the files that the poster at hand may use
    struct role roles[MAX_ROLES];
    const char *role_names[MAX_ROLES + 1];
    int role_count;
    GHashTable *named; // what styles name besides roles -> struct role, or NULL if it was no font
    json_t *families;  // name -> {"package"}
};

// --- The list: fonts.json ---

static void report_list(struct fonts *fonts, const struct source *source, int line, int column,
                        const char *what)
{
    report_add(fonts->report, SEVERITY_ERROR, "font.file",
               (struct place){.source = source, .line = line, .column = column},
               "fonts.json comes with haibao; build or install it again", "%s", what);
}

static bool read_role(struct fonts *fonts, const char *name, const json_t *value)
{
    const char *han = json_string_value(json_object_get(value, "han"));
    const char *latin = json_string_value(json_object_get(value, "latin"));
    if (!han || !latin || fonts->role_count == MAX_ROLES)
        return false;
    struct role *role = &fonts->roles[fonts->role_count];
    role->name = arena_strdup(fonts->arena, name);
    role->families[SCRIPT_HAN] = arena_strdup(fonts->arena, han);
    role->families[SCRIPT_LATIN] = arena_strdup(fonts->arena, latin);
    json_int_t weight = json_integer_value(json_object_get(value, "weight"));
    role->weight = weight >= 1 && weight <= 1000 ? (int)weight : 0;
    fonts->role_names[fonts->role_count++] = role->name;
    return true;
}

static bool read_list(struct fonts *fonts)
{
    struct source source = {.path = ""};
    int error = 0;
    char *path = g_build_filename(fonts->folder, "fonts.json", NULL);
    const char *kept = arena_strdup(fonts->arena, path);
    g_free(path);
    if (!file_read(fonts->arena, kept, MAX_LIST_BYTES, &source, &error)) {
        report_add(fonts->report, SEVERITY_ERROR, "font.none", (struct place){0},
                   "build or install haibao again, or let HAIBAO_FONTS name the folder",
                   "the list of fonts %s cannot be read: %s", kept, g_strerror(error));
        return false;
    }
    json_error_t mistake;
    json_t *list = json_loadb(source.text, source.length, JSON_REJECT_DUPLICATES, &mistake);
    if (!list) {
        report_list(fonts, &source, mistake.line, mistake.column, mistake.text);
        return false;
    }
    json_t *roles = json_object_get(list, "roles");
    fonts->families = json_incref(json_object_get(list, "families"));
    const char *name;
    json_t *value;
    bool good = json_is_object(fonts->families) && json_object_size(roles) > 0;
    json_object_foreach(roles, name, value) good = good && read_role(fonts, name, value);
    if (!good)
        report_list(fonts, &source, 1, 1,
                    "the list of fonts needs \"roles\" with \"han\" and \"latin\", and "
                    "\"families\"");
    json_decref(list);
    return good;
}

// --- The faces ---

static int slot_total(const struct fonts *fonts)
{
    return fonts->slot_count + (int)fonts->used->len;
}

static struct slot *slot_at(const struct fonts *fonts, int index)
{
    return index < fonts->slot_count ? &fonts->slots[index]
                                     : fonts->used->pdata[index - fonts->slot_count];
}

struct fonts *fonts_open(struct report *report)
{
    struct arena *arena = arena_new();
    struct fonts *fonts = arena_alloc(arena, sizeof(*fonts));
    fonts->arena = arena;
    fonts->report = report;
    fonts->named = g_hash_table_new(g_str_hash, g_str_equal);
    fonts->brought = g_hash_table_new(g_str_hash, g_str_equal);
    fonts->used = g_ptr_array_new();
    const char *named = g_getenv("HAIBAO_FONTS");
    fonts->folder = named && named[0] ? arena_strdup(arena, named) : paths_share(arena, "fonts");
    if (!fonts->folder) {
        report_add(report, SEVERITY_ERROR, "font.none", (struct place){0},
                   "build or install haibao again, or let HAIBAO_FONTS name the folder",
                   "haibao's folder of fonts is missing");
        goto failed;
    }
    if (!read_list(fonts))
        goto failed;
    fonts->set = scan_folder(fonts->folder, &fonts->config);
    if (fonts->set)
        fonts->slots = scan_slots(fonts->arena, fonts->set, &fonts->slot_count);
    if (fonts->slot_count == 0) {
        report_add(report, SEVERITY_ERROR, "font.none", (struct place){0},
                   "build or install haibao again, or let HAIBAO_FONTS name the folder",
                   "there is no font in %s", fonts->folder);
        goto failed;
    }
    fonts->freetype = freetype_new();
    return fonts;
failed:
    fonts_close(fonts);
    return NULL;
}

static void close_slots(struct slot *slots, int count)
{
    for (int i = 0; i < count; i++) {
        if (slots[i].is_open)
            face_close(&slots[i].face);
    }
}

void fonts_close(struct fonts *fonts)
{
    if (!fonts)
        return;
    GHashTableIter iter;
    gpointer brought;
    g_hash_table_iter_init(&iter, fonts->brought);
    while (g_hash_table_iter_next(&iter, NULL, &brought)) {
        close_slots(((struct brought *)brought)->slots, ((struct brought *)brought)->slot_count);
        FcFontSetDestroy(((struct brought *)brought)->set);
    }
    g_hash_table_destroy(fonts->brought);
    g_ptr_array_free(fonts->used, TRUE);
    close_slots(fonts->slots, fonts->slot_count);
    freetype_drop(fonts->freetype);
    if (fonts->set)
        FcFontSetDestroy(fonts->set);
    if (fonts->config)
        FcConfigDestroy(fonts->config);
    g_hash_table_destroy(fonts->named);
    json_decref(fonts->families);
    arena_free(fonts->arena);
}

void fonts_set_report(struct fonts *fonts, struct report *report)
{
    fonts->report = report;
    g_hash_table_remove_all(fonts->named);
}

// --- Opening ---

static const struct face *open_slot(struct fonts *fonts, struct slot *slot)
{
    if (slot->is_open)
        return &slot->face;
    if (slot->is_broken)
        return NULL;
    slot->is_open = face_open(&slot->face, fonts->freetype);
    slot->is_broken = !slot->is_open;
    if (slot->is_broken) {
        report_add(fonts->report, SEVERITY_ERROR, "font.file", (struct place){0},
                   "build or install haibao again", "the font %s cannot be opened",
                   slot->face.path);
        return NULL;
    }
    return &slot->face;
}

// --- What a theme brings ---

// What its maker says in the table OS/2 (OpenType, fsType): restricted, and no less restricted use.
static bool may_embed(const struct face *face)
{
    hb_blob_t *table = hb_face_reference_table(face->hb_face, HB_TAG('O', 'S', '/', '2'));
    unsigned size;
    const char *bytes = hb_blob_get_data(table, &size);
    bool may = size < 10 || (bytes[9] & 0x0e) != 0x02;
    hb_blob_destroy(table);
    return may;
}

static struct brought *read_file(struct fonts *fonts, const struct theme_font *file)
{
    struct brought *brought = arena_alloc(fonts->arena, sizeof *brought);
    GStatBuf about;
    brought->set = FcFontSetCreate();
    if (g_stat(file->path, &about) == 0 && about.st_size <= MAX_FONT_BYTES)
        scan_file(file->path, brought->set);
    brought->slots = scan_slots(fonts->arena, brought->set, &brought->slot_count);
    const struct face *face = brought->slot_count > 0 ? open_slot(fonts, brought->slots) : NULL;
    if (face) {
        brought->may_embed = may_embed(face);
        return brought;
    }
    report_add(fonts->report, SEVERITY_ERROR, "theme.font", file->place,
               "it must be upright TrueType or OpenType, at most 128 MiB",
               "the font %s cannot be used", file->path);
    FcFontSetDestroy(brought->set);
    return NULL;
}

bool fonts_use_theme(struct fonts *fonts, const hai_theme *theme)
{
    unsigned count;
    const struct theme_font *files = theme_fonts(theme, &count);
    bool good = true;
    g_ptr_array_set_size(fonts->used, 0);
    g_hash_table_remove_all(fonts->named);
    for (unsigned i = 0; i < count; i++) {
        struct brought *brought = g_hash_table_lookup(fonts->brought, files[i].path);
        if (!brought && (brought = read_file(fonts, &files[i])) != NULL)
            g_hash_table_insert(fonts->brought, arena_strdup(fonts->arena, files[i].path), brought);
        good = good && brought;
        if (brought && !brought->may_embed)
            report_add(fonts->report, SEVERITY_WARNING, "theme.font", files[i].place,
                       "ask its maker before you publish a PDF or SVG, which hold a part of it",
                       "the font %s does not allow to be embedded", files[i].path);
        for (int k = 0; brought && k < brought->slot_count; k++)
            g_ptr_array_add(fonts->used, &brought->slots[k]);
    }
    return good;
}

const char *fonts_file(const struct fonts *fonts, int index)
{
    return index < fonts->slot_count ? fonts->slots[index].face.path : NULL;
}

// --- Finding ---

static bool has_family(const struct slot *slot, const char *family)
{
    FcChar8 *name;
    for (int i = 0; FcPatternGetString(slot->pattern, FC_FAMILY, i, &name) == FcResultMatch; i++) {
        if (strcmp((const char *)name, family) == 0)
            return true;
    }
    return false;
}

static bool has_character(const struct slot *slot, uint32_t character)
{
    FcCharSet *characters;
    return FcPatternGetCharSet(slot->pattern, FC_CHARSET, 0, &characters) == FcResultMatch &&
           FcCharSetHasChar(characters, character);
}

// The family's face of the nearest weight that has the character (0: any); of two as near the
// heavier one. A common cut comes before the whole face of the same weight, as its path does.
static struct slot *find_slot(struct fonts *fonts, const char *family, int weight,
                              uint32_t character)
{
    struct slot *best = NULL;
    for (int i = 0; i < slot_total(fonts); i++) {
        struct slot *slot = slot_at(fonts, i);
        if (slot->is_broken || !has_family(slot, family) ||
            (character != 0 && !has_character(slot, character)))
            continue;
        if (!best || abs(slot->face.weight - weight) < abs(best->face.weight - weight) ||
            (abs(slot->face.weight - weight) == abs(best->face.weight - weight) &&
             slot->face.weight > best->face.weight))
            best = slot;
    }
    return best;
}

static const char *find_package(const struct fonts *fonts, const char *family)
{
    const json_t *entry = json_object_get(fonts->families, family);
    return json_string_value(json_object_get(entry, "package"));
}

static void report_missing(struct fonts *fonts, const char *family)
{
    const char *package = find_package(fonts, family);
    char *hint = package ? g_strdup_printf("install the package %s (apt-get install %s), then "
                                           "build haibao again",
                                           package, package)
                         : g_strdup_printf("put the family's files into %s", fonts->folder);
    report_add(fonts->report, SEVERITY_ERROR, "font.missing", (struct place){0}, hint,
               "the font family '%s' is not in %s", family, fonts->folder);
    g_free(hint);
}

// --- Families that are named where a role can stand ---

// Faces for all countries go by the name of each.
static const struct {
    const char *ending, *language;
} countries[] = {
    {" CJK TC", "zh-Hant-TW"}, {" CJK HK", "zh-Hant-HK"}, {" CJK JP", "ja"}, {" CJK KR", "ko"}};

// The family of a name, spelt as the font does; NULL if the folder has none.
static const char *find_family(const struct fonts *fonts, const char *name)
{
    for (int i = 0; i < slot_total(fonts); i++) {
        FcChar8 *family;
        for (int n = 0;
             FcPatternGetString(slot_at(fonts, i)->pattern, FC_FAMILY, n, &family) == FcResultMatch;
             n++) {
            if (g_ascii_strcasecmp((const char *)family, name) == 0)
                return (const char *)family;
        }
    }
    return NULL;
}

static const char *find_country_family(const struct fonts *fonts, const char *name,
                                       const char **language)
{
    for (size_t i = 0; i < G_N_ELEMENTS(countries); i++) {
        size_t length = strlen(name), ending = strlen(countries[i].ending);
        if (length <= ending ||
            g_ascii_strcasecmp(name + length - ending, countries[i].ending) != 0)
            continue;
        char *twin = g_strdup_printf("%.*s CJK SC", (int)(length - ending), name);
        const char *family = find_family(fonts, twin);
        g_free(twin);
        *language = countries[i].language;
        return family;
    }
    return NULL;
}

static const struct role *find_exact_role(const struct fonts *fonts, const char *name)
{
    for (int i = 0; i < fonts->role_count; i++) {
        if (strcmp(fonts->roles[i].name, name) == 0)
            return &fonts->roles[i];
    }
    return NULL;
}

// Take one name of a list into a role. False if it is no font here.
static bool add_name(struct fonts *fonts, struct role *role, const char *name)
{
    const struct role *other = find_exact_role(fonts, name);
    const char *language = NULL;
    const char *family = other ? other->families[SCRIPT_LATIN] : find_family(fonts, name);
    if (!family)
        family = find_country_family(fonts, name, &language);
    if (!family)
        return false;
    const char *han = other ? other->families[SCRIPT_HAN] : family;
    if (!role->families[SCRIPT_LATIN])
        role->families[SCRIPT_LATIN] = family;
    if (!role->families[SCRIPT_HAN] && (other || find_slot(fonts, han, 400, 0x4E2D))) {
        role->families[SCRIPT_HAN] = han;
        role->language = language;
    }
    return true;
}

// What can be named: the roles, then each family once, as its fonts are found.
static GPtrArray *list_names(const struct fonts *fonts)
{
    GPtrArray *names = g_ptr_array_new();
    for (int i = 0; i < fonts->role_count; i++)
        g_ptr_array_add(names, (gpointer)(uintptr_t)fonts->roles[i].name);
    for (int i = 0; i < slot_total(fonts); i++) {
        const char *family = slot_at(fonts, i)->face.family;
        if (!g_ptr_array_find_with_equal_func(names, family, g_str_equal, NULL))
            g_ptr_array_add(names, (gpointer)(uintptr_t)family);
    }
    g_ptr_array_add(names, NULL);
    return names;
}

static void report_no_font(struct fonts *fonts, enum severity severity, const char *name)
{
    GPtrArray *names = list_names(fonts);
    const char *near = report_nearest(name, (const char *const *)names->pdata);
    char *all = g_strjoinv(", ", (char **)names->pdata);
    char *hint =
        near ? g_strdup_printf("did you mean '%s'?", near)
             : g_strdup_printf("there are %s; a theme's \"fonts\" brings files of your own", all);
    report_add(fonts->report, severity, "font.missing", (struct place){0}, hint,
               "'%s' is neither a font role nor a family in %s%s", name, fonts->folder,
               severity == SEVERITY_WARNING ? "; the others that are named serve" : "");
    g_free(hint);
    g_free(all);
    g_ptr_array_free(names, TRUE);
}

static const struct role *make_named(struct fonts *fonts, const char *text)
{
    struct role *role = arena_alloc(fonts->arena, sizeof *role);
    char **names = g_strsplit_set(text, ",+", MAX_NAMES);
    GPtrArray *unknown = g_ptr_array_new();
    for (int i = 0; names[i]; i++) {
        g_strstrip(names[i]);
        if (names[i][0] && !add_name(fonts, role, names[i]))
            g_ptr_array_add(unknown, names[i]);
    }
    bool good = role->families[SCRIPT_LATIN] != NULL;
    for (guint i = 0; i < unknown->len; i++)
        report_no_font(fonts, good ? SEVERITY_WARNING : SEVERITY_ERROR, unknown->pdata[i]);
    if (!good && unknown->len == 0)
        report_no_font(fonts, SEVERITY_ERROR, text);
    g_ptr_array_free(unknown, TRUE);
    g_strfreev(names);
    return good ? role : NULL;
}

static const struct role *find_role(struct fonts *fonts, const char *name)
{
    const struct role *role = find_exact_role(fonts, name);
    gpointer made = NULL;
    if (role)
        return role;
    if (!g_hash_table_lookup_extended(fonts->named, name, NULL, &made)) {
        role = make_named(fonts, name);
        made = (gpointer)(uintptr_t)role; // the table holds no const pointers
        g_hash_table_insert(fonts->named, arena_strdup(fonts->arena, name), made);
    }
    return made;
}

const char *fonts_language(struct fonts *fonts, const char *role)
{
    const struct role *found = find_role(fonts, role ? role : "");
    return found ? found->language : NULL;
}

const struct face *fonts_find(struct fonts *fonts, const char *role, int weight,
                              enum script_class script)
{
    const struct role *found = find_role(fonts, role ? role : "");
    if (!found || !found->families[script])
        return NULL;
    const char *family = found->families[script];
    struct slot *slot = find_slot(fonts, family, found->weight ? found->weight : weight, 0);
    if (!slot) {
        report_missing(fonts, family);
        return NULL;
    }
    const struct face *face = open_slot(fonts, slot);
    if (face && script == SCRIPT_HAN)
        slot->face.is_han = true;
    return face;
}

// The same family first; then families in the order of the roles, so that a character looks the
// same in every run.
const struct face *fonts_find_fallback(struct fonts *fonts, uint32_t character, int weight,
                                       const struct face *lacking)
{
    struct slot *own = lacking ? find_slot(fonts, lacking->family, weight, character) : NULL;
    if (own)
        return open_slot(fonts, own);
    for (int i = 0; i < fonts->role_count; i++) {
        for (int script = SCRIPT_HAN; script <= SCRIPT_LATIN; script++) {
            struct slot *slot =
                find_slot(fonts, fonts->roles[i].families[script], weight, character);
            const struct face *face = slot ? open_slot(fonts, slot) : NULL;
            if (face)
                return face;
        }
    }
    for (int i = 0; i < slot_total(fonts); i++) { // families without a role
        struct slot *slot = slot_at(fonts, i);
        const struct face *face =
            !slot->is_broken && has_character(slot, character) ? open_slot(fonts, slot) : NULL;
        if (face)
            return face;
    }
    return NULL;
}

const struct face *fonts_find_emoji(struct fonts *fonts, uint32_t character)
{
    const struct role *role = find_exact_role(fonts, "emoji");
    struct slot *slot = role ? find_slot(fonts, role->families[SCRIPT_HAN], 400, character) : NULL;
    return slot ? open_slot(fonts, slot) : NULL;
}

bool fonts_has_role(const struct fonts *fonts, const char *name, size_t bytes)
{
    for (int i = 0; i < fonts->role_count; i++) {
        const char *role = fonts->roles[i].name;
        if (strlen(role) == bytes && strncmp(role, name, bytes) == 0)
            return true;
    }
    return false;
}

const char *const *fonts_roles(const struct fonts *fonts)
{
    return fonts->role_names;
}

// --- Printing ---

static void print_family(const struct fonts *fonts, const char *family, const char *what, FILE *out)
{
    const char *package = find_package(fonts, family);
    fprintf(out, "  %-6s %s (%s)\n", what, family, package ? package : "no package");
    int count = 0;
    for (int i = 0; i < fonts->slot_count; i++) {
        const struct slot *slot = &fonts->slots[i];
        if (!has_family(slot, family))
            continue;
        fprintf(out, "         %c %3d %-9s %s\n", slot->is_open ? '*' : ' ', slot->face.weight,
                slot->face.style, slot->face.path);
        count++;
    }
    if (count == 0)
        fprintf(out, "           missing\n");
}

void fonts_print(struct fonts *fonts, FILE *out)
{
    for (int i = 0; i < fonts->role_count; i++) {
        const struct role *role = &fonts->roles[i];
        const char *han = role->families[SCRIPT_HAN], *latin = role->families[SCRIPT_LATIN];
        fprintf(out, "%s\n", role->name);
        if (strcmp(han, latin) == 0) {
            print_family(fonts, han, "all", out);
            continue;
        }
        print_family(fonts, han, "han", out);
        print_family(fonts, latin, "latin", out);
    }
}

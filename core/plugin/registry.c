// SPDX-License-Identifier: MIT
#include "plugin/registry.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

#include "base/paths.h"

struct provided {
    const hai_visual *visual;
    const struct loaded_plugin *plugin;
};

struct registry {
    struct arena *arena;
    struct report *report;
    GPtrArray *plugins; // const struct loaded_plugin *
    GHashTable *types;  // const char * -> struct provided *
    GPtrArray *names;   // of the types, sorted, NULL at the end
    GHashTable *files;  // real paths that were looked at
    GPtrArray *waiting; // char *: files that are opened when they are asked for, in search order
    bool has_foreign;   // files of users: which types they bring must be known first
};

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_visual(struct registry *registry, const struct loaded_plugin *plugin,
                       const hai_visual *visual)
{
    const struct provided *first = g_hash_table_lookup(registry->types, visual->type);
    if (first) {
        report_add(registry->report, SEVERITY_WARNING, "plugin.duplicate", (struct place){0},
                   "remove one of the two files",
                   "the plugin files '%s' and '%s' both bring the visual '%s'; the first is used",
                   first->plugin->path, plugin->path, visual->type);
        return;
    }
    struct provided *provided = arena_alloc(registry->arena, sizeof(*provided));
    *provided = (struct provided){visual, plugin};
    // GLib's tables hold keys that they may change; this one's are not.
    g_hash_table_insert(registry->types, (gpointer)(uintptr_t)visual->type, provided);
    g_ptr_array_add(registry->names, (gpointer)(uintptr_t)visual->type);
}

// Load a file that was not seen before, under its real path. Folders of trusted ones are without
// links already: the look at each of their parts is spared.
static void add_file(struct registry *registry, const char *path, bool is_trusted,
                     enum severity severity)
{
    bool is_real = is_trusted && !g_file_test(path, G_FILE_TEST_IS_SYMLINK);
    char *real = is_real ? NULL : realpath(path, NULL);
    const char *file = arena_strdup(registry->arena, real ? real : path);
    free(real);
    if (!g_hash_table_add(registry->files, (gpointer)(uintptr_t)file))
        return;
    const struct loaded_plugin *plugin = plugin_load(registry->arena, file, is_trusted);
    g_ptr_array_add(registry->plugins, (gpointer)(uintptr_t)plugin);
    if (plugin->refusal) {
        report_add(registry->report, severity, plugin->code, (struct place){0}, plugin->cure, "%s",
                   plugin->refusal);
        return;
    }
    for (const hai_visual *const *visual = plugin->visuals; *visual; visual++)
        add_visual(registry, plugin, *visual);
}

static void add_waiting(struct registry *registry, guint index)
{
    char *path = g_ptr_array_steal_index(registry->waiting, index);
    add_file(registry, path, true, SEVERITY_WARNING);
    g_free(path);
}

// Open what is not open yet.
static void load_all(struct registry *registry)
{
    if (registry->names->len > 0 && registry->waiting->len == 0 &&
        registry->names->pdata[registry->names->len - 1] == NULL)
        return;
    while (registry->waiting->len > 0)
        add_waiting(registry, 0);
    (void)g_ptr_array_remove(registry->names, NULL);
    g_ptr_array_sort(registry->names, compare_names);
    g_ptr_array_add(registry->names, NULL);
}

// The file NAME.so that waits, if there is one.
static void load_namesake(struct registry *registry, const char *name)
{
    for (guint i = 0; i < registry->waiting->len; i++) {
        const char *file = strrchr(registry->waiting->pdata[i], '/');
        size_t length = strlen(name);
        if (file != NULL && strncmp(file + 1, name, length) == 0 &&
            strcmp(file + 1 + length, ".so") == 0) {
            add_waiting(registry, i);
            return;
        }
    }
}

// All files NAME.so of a folder, by name.
static void add_folder(struct registry *registry, const char *folder, bool is_trusted)
{
    GError *error = NULL;
    GDir *dir = g_dir_open(folder, 0, &error);
    if (!dir) {
        report_add(registry->report, SEVERITY_WARNING, "plugin.read", (struct place){0},
                   "check HAIBAO_PLUGIN_PATH", "the plugin folder '%s' cannot be read: %s", folder,
                   error->message);
        g_error_free(error);
        return;
    }
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    for (const char *name = g_dir_read_name(dir); name; name = g_dir_read_name(dir))
        if (g_str_has_suffix(name, ".so"))
            g_ptr_array_add(files, g_build_filename(folder, name, NULL));
    g_dir_close(dir);
    g_ptr_array_sort(files, compare_names);
    for (guint i = 0; i < files->len; i++)
        if (is_trusted) {
            g_ptr_array_add(registry->waiting, g_strdup(files->pdata[i]));
        } else {
            add_file(registry, files->pdata[i], false, SEVERITY_WARNING);
            registry->has_foreign = true;
        }
    g_ptr_array_unref(files);
}

static void add_environment(struct registry *registry)
{
    const char *path = secure_getenv("HAIBAO_PLUGIN_PATH");
    if (!path)
        return;
    char **folders = g_strsplit(path, ":", -1);
    for (char **folder = folders; *folder; folder++)
        if (**folder)
            add_folder(registry, *folder, false);
    g_strfreev(folders);
}

struct registry *registry_open(struct report *report, const char *const *files)
{
    struct registry *registry = g_new0(struct registry, 1);
    registry->arena = arena_new();
    registry->report = report;
    registry->plugins = g_ptr_array_new();
    registry->types = g_hash_table_new(g_str_hash, g_str_equal);
    registry->names = g_ptr_array_new();
    registry->files = g_hash_table_new(g_str_hash, g_str_equal);
    registry->waiting = g_ptr_array_new_with_free_func(g_free);

    // With rights that the user has not, only what an administrator installed is loaded.
    bool is_privileged = getauxval(AT_SECURE) != 0;
    for (; files && *files && !is_privileged; files++) {
        add_file(registry, *files, false, SEVERITY_ERROR);
        registry->has_foreign = true;
    }
    add_environment(registry);
    const char *beside = paths_plugins(registry->arena);
    if (beside)
        add_folder(registry, beside, true);
    const char *user = paths_plugins_user(registry->arena);
    if (user)
        add_folder(registry, user, false);
    const char *installed = paths_plugins_installed(registry->arena);
    if (installed)
        add_folder(registry, installed, true);
    if (registry->has_foreign)
        load_all(registry);
    return registry;
}

void registry_close(struct registry *registry)
{
    if (!registry)
        return;
    g_ptr_array_unref(registry->waiting);
    g_hash_table_unref(registry->files);
    g_ptr_array_unref(registry->names);
    g_hash_table_unref(registry->types);
    g_ptr_array_unref(registry->plugins);
    arena_free(registry->arena);
    g_free(registry);
}

static const struct provided *find_type(struct registry *registry, const char *type)
{
    if (!type)
        return NULL;
    const struct provided *provided = g_hash_table_lookup(registry->types, type);
    if (provided || registry->waiting->len == 0)
        return provided;
    load_namesake(registry, type);
    provided = g_hash_table_lookup(registry->types, type);
    if (provided)
        return provided;
    load_all(registry);
    return g_hash_table_lookup(registry->types, type);
}

const hai_visual *registry_find(void *registry, const char *type)
{
    const struct provided *provided = find_type(registry, type);
    return provided ? provided->visual : NULL;
}

const char *const *registry_types(void *registry)
{
    load_all(registry);
    return (const char *const *)((const struct registry *)registry)->names->pdata;
}

unsigned registry_count(struct registry *registry)
{
    load_all(registry);
    return registry->plugins->len;
}

const char *const *registry_files(struct registry *registry)
{
    GPtrArray *files = g_ptr_array_new();
    for (guint i = 0; i < registry->plugins->len; i++) {
        const struct loaded_plugin *plugin = registry->plugins->pdata[i];
        if (plugin->refusal == NULL)
            g_ptr_array_add(files, (gpointer)(uintptr_t)plugin->path);
    }
    for (guint i = 0; i < registry->waiting->len; i++)
        g_ptr_array_add(files, arena_strdup(registry->arena, registry->waiting->pdata[i]));
    g_ptr_array_add(files, NULL);
    const char *const *kept =
        arena_copy(registry->arena, files->pdata, files->len * sizeof(char *));
    g_ptr_array_free(files, TRUE);
    return kept;
}

const struct loaded_plugin *registry_plugin(struct registry *registry, unsigned index)
{
    return index < registry->plugins->len ? registry->plugins->pdata[index] : NULL;
}

const struct loaded_plugin *registry_provider(struct registry *registry, const char *type)
{
    const struct provided *provided = find_type(registry, type);
    return provided ? provided->plugin : NULL;
}

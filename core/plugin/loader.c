// SPDX-License-Identifier: MIT
#include "plugin/loader.h"

#include <dlfcn.h>
#include <glib.h>
#include <string.h>

#include "plugin/child.h"
#include "plugin/elf.h"
#include "plugin/shape.h"

#define ENTRY "haibao_plugin"

// Loading a library takes milliseconds.
#define TRIAL_CPU_SECONDS 2
#define TRIAL_WALL_SECONDS 10

// Up to where a record must reach to be one, and beyond which it is none.
#define PLUGIN_FIRST_BYTES offsetof(hai_plugin, features)
#define PLUGIN_MAX_BYTES 65536

// The numbers that stand at the start of every plugin's record, in every version.
struct plugin_head {
    uint32_t magic;
    uint16_t abi_major, abi_minor;
    uint32_t size, reserved;
};
_Static_assert(sizeof(struct plugin_head) == ELF_HEAD_BYTES, "the head is what is read ahead");
_Static_assert(offsetof(hai_plugin, size) == offsetof(struct plugin_head, size), "frozen");
_Static_assert(offsetof(hai_plugin, name) == ELF_HEAD_BYTES, "frozen");

static bool refuse(struct arena *arena, struct loaded_plugin *plugin, const char *code,
                   const char *cure, const char *format, ...) __attribute__((format(printf, 5, 6)));

// Always false, so that a caller can return it.
static bool refuse(struct arena *arena, struct loaded_plugin *plugin, const char *code,
                   const char *cure, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *what = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    plugin->code = code;
    plugin->cure = cure;
    plugin->refusal = arena_printf(arena, "the plugin file '%s' %s", plugin->path, what);
    return false;
}

static bool check_head(struct arena *arena, struct loaded_plugin *plugin,
                       const struct elf_object *object)
{
    struct plugin_head head;
    memcpy(&head, object->head, sizeof(head));
    if (head.magic != HAI_MAGIC)
        return refuse(arena, plugin, "plugin.magic", "declare the record with HAI_PLUGIN_HEAD",
                      "has a record '" ENTRY "' that does not start with haibao's mark: it starts "
                      "with 0x%08x and needs 0x%08x",
                      head.magic, HAI_MAGIC);
    if (head.abi_major != HAI_ABI_MAJOR)
        return refuse(arena, plugin, "plugin.major",
                      "build the plugin again with the headers of this haibao",
                      "was built for plugin interface %u.%u; this is haibao " HAIBAO_VERSION
                      ", which has %d.%d and takes no plugin of another major number",
                      head.abi_major, head.abi_minor, HAI_ABI_MAJOR, HAI_ABI_MINOR);
    if (head.abi_minor > HAI_ABI_MINOR)
        return refuse(arena, plugin, "plugin.minor",
                      "update haibao, or build the plugin with the headers of this one",
                      "was built for plugin interface %u.%u and needs a haibao that has at least "
                      "that; this is haibao " HAIBAO_VERSION ", which has %d.%d",
                      head.abi_major, head.abi_minor, HAI_ABI_MAJOR, HAI_ABI_MINOR);
    if (head.size < PLUGIN_FIRST_BYTES || head.size > PLUGIN_MAX_BYTES || head.size > object->size)
        return refuse(arena, plugin, "plugin.size", "declare the record with HAI_PLUGIN_HEAD",
                      "says that its record has %u bytes; it has %" G_GUINT64_FORMAT
                      ", and this host needs at least %zu",
                      head.size, object->size, PLUGIN_FIRST_BYTES);
    return true;
}

// All that can be known without loading.
static bool check_file(struct arena *arena, struct loaded_plugin *plugin)
{
    struct elf_object object;
    const char *what = NULL;
    switch (elf_read(arena, plugin->path, ENTRY, &object, &what)) {
    case ELF_UNREADABLE:
        return refuse(arena, plugin, "plugin.read", "check the name and who may read it", "%s",
                      what);
    case ELF_FOREIGN:
        return refuse(arena, plugin, "plugin.elf", "remove it, or build the plugin for this system",
                      "%s", what);
    case ELF_TRUNCATED:
        return refuse(arena, plugin, "plugin.truncated", "copy or build it again", "%s", what);
    case ELF_NO_SYMBOL:
        return refuse(arena, plugin, "plugin.entry",
                      "declare a record with HAI_PLUGIN, or remove the file from the plugin folder",
                      "is no haibao plugin: it %s", what);
    case ELF_FINE:
        break;
    }
    plugin->other = object.other;
    return check_head(arena, plugin, &object);
}

static void copy_record(struct arena *arena, struct loaded_plugin *plugin, const hai_plugin *theirs)
{
    hai_plugin *record = &plugin->record;
    memcpy(record, theirs, MIN(theirs->size, sizeof(*record)));
    record->size = sizeof(*record);
    if (!record->name || !*record->name) {
        char *file = g_path_get_basename(plugin->path);
        record->name = arena_strndup(arena, file, strcspn(file, "."));
        g_free(file);
    }
    record->version = record->version ? record->version : "";
    record->summary = record->summary ? record->summary : "";
    record->licence = record->licence ? record->licence : "";
}

static bool copy_visuals(struct arena *arena, struct loaded_plugin *plugin)
{
    const hai_visual **visuals = arena_alloc(arena, (HAI_FEATURES_MAX + 1) * sizeof(*visuals));
    size_t count = 0;
    for (size_t i = 0; i < HAI_FEATURES_MAX && plugin->record.features[i].kind; i++) {
        const hai_feature *feature = &plugin->record.features[i];
        if (strcmp(feature->kind, "visual") != 0)
            continue; // of a newer haibao, perhaps
        const char *what = NULL;
        visuals[count] = shape_visual(arena, feature->record, &what);
        if (!visuals[count])
            return refuse(arena, plugin, "plugin.visual", "see <haibao/visual.h> and option.h",
                          "cannot be used; visual number %zu of it: %s", i + 1, what);
        count++;
    }
    plugin->visuals = visuals;
    return true;
}

static bool refuse_to_bind(struct arena *arena, struct loaded_plugin *plugin)
{
    const char *error = dlerror();
    return refuse(arena, plugin, "plugin.symbol",
                  "install the library that it needs, update haibao, or build the plugin again",
                  "cannot be bound to haibao " HAIBAO_VERSION " (plugin interface %d.%d): %s",
                  HAI_ABI_MAJOR, HAI_ABI_MINOR, error ? error : "unknown reason");
}

// Load, bind for good, and copy the records.
static bool admit(struct arena *arena, struct loaded_plugin *plugin)
{
    void *library = dlopen(plugin->path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (!library)
        return refuse_to_bind(arena, plugin);
    const hai_plugin *theirs = dlsym(library, ENTRY);
    // The file may be another one by now than the one that was looked at.
    if (!theirs || theirs->magic != HAI_MAGIC || theirs->size < PLUGIN_FIRST_BYTES)
        return refuse(arena, plugin, "plugin.entry", "load it again",
                      "changed while it was being loaded");
    copy_record(arena, plugin, theirs);
    return copy_visuals(arena, plugin);
}

struct trial {
    struct arena *arena;
    struct loaded_plugin *plugin;
};

static void try_inside(void *data, int output)
{
    (void)output;
    struct trial *trial = data;
    // A refusal is found once more outside, where it can be told.
    (void)admit(trial->arena, trial->plugin);
}

// Whether it can be loaded without harm.
static bool try_in_child(struct arena *arena, struct loaded_plugin *plugin)
{
    const struct child_limits limits = {TRIAL_CPU_SECONDS, TRIAL_WALL_SECONDS};
    struct trial trial = {arena, plugin};
    const char *what = child_run(arena, &limits, try_inside, &trial, NULL);
    if (!what)
        return true;
    return refuse(arena, plugin, "plugin.crash",
                  "mend the plugin: nothing in it may run while it is loaded",
                  "%s while it is "
                  "loaded (it was tried in a child process)",
                  what);
}

const struct loaded_plugin *plugin_load(struct arena *arena, const char *path, bool is_trusted)
{
    struct loaded_plugin *plugin = arena_alloc(arena, sizeof(*plugin));
    // Without a slash, dlopen would search the system's folders.
    plugin->path =
        strchr(path, '/') ? arena_strdup(arena, path) : arena_printf(arena, "./%s", path);
    if (check_file(arena, plugin) && (is_trusted || try_in_child(arena, plugin)))
        (void)admit(arena, plugin); // the refusal is in the plugin
    return plugin;
}

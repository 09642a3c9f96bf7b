// SPDX-License-Identifier: MIT
#include "cli/studio.h"

#include <string.h>
#include <sysexits.h>

#include "base/paths.h"

#define MAX_WORKERS 256

const struct studio_options studio_defaults = {.memory = 1024, .recycle = 500, .seconds = 30};

static bool find_mode(const char *name, enum sandbox_mode *mode)
{
    static const char *const names[] = {"auto", "require", "off"};
    *mode = SANDBOX_AUTO;
    for (size_t i = 0; name != NULL && i < G_N_ELEMENTS(names); i++) {
        if (strcmp(names[i], name) == 0) {
            *mode = (enum sandbox_mode)i;
            return true;
        }
    }
    return name == NULL;
}

int studio_check(const struct studio_options *options, const char *command)
{
    enum sandbox_mode mode;
    if (options->workers < 0 || options->workers > MAX_WORKERS)
        return usage_error(command, "there are 1 to %d workers, not %d", MAX_WORKERS,
                           options->workers);
    if (!(options->seconds >= 0.1 && options->seconds <= 86400))
        return usage_error(command, "a row takes 0.1 to 86400 seconds, not %g", options->seconds);
    if (options->memory < 0 || (options->memory > 0 && options->memory < 64))
        return usage_error(command, "a worker needs 64 MiB or more, or 0 for no limit");
    if (options->recycle < 1)
        return usage_error(command, "a worker draws 1 row or more");
    if (!find_mode(options->sandbox, &mode))
        return usage_error(command, "the sandbox is auto, require or off, not '%s'",
                           options->sandbox);
    return 0;
}

static bool is_in(GPtrArray *paths, const char *path)
{
    return g_ptr_array_find_with_equal_func(paths, path, g_str_equal, NULL);
}

static void add_path(struct studio *studio, GPtrArray *paths, const char *path)
{
    if (path != NULL && !is_in(paths, path))
        g_ptr_array_add(paths, arena_strdup(studio->arena, path));
}

// Of the file that it may be a link to.
static void add_folder_of(struct studio *studio, const char *path)
{
    char *folder = g_path_get_dirname(path);
    if (!is_in(studio->readable, folder) || g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
        char *real = realpath(path, NULL);
        char *real_folder = real != NULL ? g_path_get_dirname(real) : NULL;
        add_path(studio, studio->readable, real_folder);
        g_free(real_folder);
        free(real);
    }
    g_free(folder);
}

// Libraries, haibao's own files, and the fonts, which may be links to elsewhere.
static void add_own_paths(struct studio *studio)
{
    static const char *const system[] = {
        "/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/proc/self/task", NULL};
    for (const char *const *path = system; *path != NULL; path++)
        add_path(studio, studio->readable, *path);
    static const char *const shares[] = {"fonts", "themes", "words", NULL};
    for (const char *const *share = shares; *share != NULL; share++)
        add_path(studio, studio->readable, paths_share(studio->arena, *share));
    for (const char *const *plugin = studio->plugins; *plugin != NULL; plugin++)
        add_folder_of(studio, *plugin);
    const char *file, *last = "";
    for (int i = 0; (file = fonts_file(studio->workbench.fonts, i)) != NULL; i++) {
        if (strcmp(file, last) != 0)
            add_folder_of(studio, file);
        last = file;
    }
}

bool studio_open(struct studio *studio, const struct studio_options *options)
{
    studio->arena = arena_new();
    studio->readable = g_ptr_array_new();
    studio->writable = g_ptr_array_new();
    workbench_open(&studio->workbench, options->plugins);
    if (!workbench_open_fonts(&studio->workbench) || report_errors(studio->workbench.report) > 0)
        return false;
    studio->plugins = registry_files(studio->workbench.registry);
    studio->easel = easel_new(studio->workbench.fonts, &studio->workbench.visuals,
                              (const char *const *)options->allowed);
    (void)find_mode(options->sandbox, &studio->sandbox.mode);
    studio->sandbox.memory = (size_t)options->memory << 20;
    studio->crew = (struct crew_settings){
        .easel = studio->easel,
        .sandbox = &studio->sandbox,
        .workers = options->workers > 0 ? (unsigned)options->workers : g_get_num_processors(),
        .recycle = (unsigned)options->recycle,
        .seconds = options->seconds,
    };
    add_own_paths(studio);
    for (char **path = options->allowed; path != NULL && *path != NULL; path++)
        add_path(studio, studio->readable, *path);
    return true;
}

bool studio_set_sandbox(struct studio *studio)
{
    const char *lacking = sandbox_lacks();
    g_ptr_array_add(studio->readable, NULL);
    g_ptr_array_add(studio->writable, NULL);
    studio->sandbox.readable = (const char *const *)studio->readable->pdata;
    studio->sandbox.writable = (const char *const *)studio->writable->pdata;
    if (lacking == NULL || studio->sandbox.mode == SANDBOX_OFF)
        return true;
    bool must = studio->sandbox.mode == SANDBOX_REQUIRE;
    report_add(studio->workbench.report, must ? SEVERITY_ERROR : SEVERITY_WARNING, "sandbox.kernel",
               (struct place){0}, "Linux 5.13 and later have it, if it was not left out",
               "this kernel has no %s: workers are kept from the network and from other programs, "
               "but may read what you may read",
               lacking);
    return !must;
}

void studio_close(struct studio *studio)
{
    easel_free(studio->easel);
    workbench_close(&studio->workbench);
    g_ptr_array_free(studio->readable, TRUE);
    g_ptr_array_free(studio->writable, TRUE);
    arena_free(studio->arena);
}

void studio_options_finish(struct studio_options *options)
{
    g_free(options->sandbox);
    g_strfreev(options->allowed);
    g_strfreev(options->plugins);
}

// SPDX-License-Identifier: MIT
#include "base/paths.h"

#include <glib.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <haibao/abi.h>

#define TO_TEXT(number) #number
#define NUMBER_TO_TEXT(number) TO_TEXT(number)
#define PLUGIN_FOLDER "haibao/plugins-" NUMBER_TO_TEXT(HAI_ABI_MAJOR)

// Given by the build: the prefix and below it the folder of libraries ("lib", or on Debian under
// /usr "lib/x86_64-linux-gnu") and the one of shared data ("share").
#if !defined(HAIBAO_PREFIX) || !defined(HAIBAO_LIBDIR) || !defined(HAIBAO_DATADIR)
#error "the build must define HAIBAO_PREFIX, HAIBAO_LIBDIR and HAIBAO_DATADIR"
#endif

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

// An absolute path, in the arena; NULL where it is no folder.
static const char *find_folder(struct arena *arena, const char *path)
{
    if (!is_folder(path))
        return NULL;
    char *whole = g_canonicalize_filename(path, NULL);
    const char *folder = arena_strdup(arena, whole);
    g_free(whole);
    return folder;
}

// A folder's path without symbolic links. NULL for NULL.
static const char *find_real(struct arena *arena, const char *folder)
{
    char *real = folder ? realpath(folder, NULL) : NULL;
    const char *kept = real ? arena_strdup(arena, real) : NULL;
    free(real);
    return kept;
}

// The folder above the one that the program lies in; NULL where /proc is not at hand.
static char *find_prefix(void)
{
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof(program) - 1);
    if (length <= 0 || (size_t)length >= sizeof(program) - 1)
        return NULL;
    program[length] = '\0';
    char *folder = g_path_get_dirname(program);
    char *prefix = g_path_get_dirname(folder);
    g_free(folder);
    return prefix;
}

// PREFIX/BELOW/NAME, if it is a folder.
static const char *find_below(struct arena *arena, const char *prefix, const char *below,
                              const char *name)
{
    // Packagers may give an absolute folder instead of one below the prefix.
    char *path = g_path_is_absolute(below) ? g_build_filename(below, name, NULL)
                                           : g_build_filename(prefix, below, name, NULL);
    const char *folder = find_folder(arena, path);
    g_free(path);
    return folder;
}

const char *paths_share(struct arena *arena, const char *name)
{
    const char *chosen = secure_getenv("HAIBAO_SHARE");
    if (chosen && *chosen)
        return find_below(arena, chosen, "", name);
    char *prefix = find_prefix();
    const char *folder = prefix ? find_below(arena, prefix, "share/haibao", name) : NULL;
    g_free(prefix);
    if (folder)
        return folder;
    return find_below(arena, HAIBAO_PREFIX, HAIBAO_DATADIR "/haibao", name);
}

const char *paths_plugins(struct arena *arena)
{
    char *prefix = find_prefix();
    if (!prefix)
        return NULL;
    const char *folder = find_below(arena, prefix, "lib", PLUGIN_FOLDER);
    if (!folder && !g_path_is_absolute(HAIBAO_LIBDIR))
        folder = find_below(arena, prefix, HAIBAO_LIBDIR, PLUGIN_FOLDER);
    g_free(prefix);
    return find_real(arena, folder);
}

const char *paths_plugins_installed(struct arena *arena)
{
    const char *folder =
        find_real(arena, find_below(arena, HAIBAO_PREFIX, HAIBAO_LIBDIR, PLUGIN_FOLDER));
    if (!folder)
        return NULL;
    const char *beside = paths_plugins(arena);
    return beside && g_str_equal(beside, folder) ? NULL : folder;
}

const char *paths_plugins_user(struct arena *arena)
{
    const char *data = secure_getenv("XDG_DATA_HOME");
    // The XDG base directory specification: a relative path is to be ignored.
    if (data && g_path_is_absolute(data))
        return find_below(arena, data, "", PLUGIN_FOLDER);
    const char *home = secure_getenv("HOME");
    if (!home || !g_path_is_absolute(home))
        return NULL;
    return find_below(arena, home, ".local/share", PLUGIN_FOLDER);
}

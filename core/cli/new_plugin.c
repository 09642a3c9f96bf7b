// SPDX-License-Identifier: MIT
//
// The beginnings of a plugin, from the templates that are installed with haibao.
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "base/paths.h"
#include "cli/cli.h"

#define MAX_TEMPLATE (64u << 10)
#define MAX_NAME 40

struct beginning {
    struct arena *arena;
    struct report *report;
    const char *templates; // their folder
    const char *folder;    // that is written
    const char *name;
};

// A name must do as a file's, as a CMake target's, and, with "_" for "-", in C.
static bool is_name(const char *name)
{
    static const char *const taken[] = {"all",     "clean",   "edit_cache",    "haibao", "help",
                                        "install", "package", "rebuild_cache", "test",   NULL};
    for (const char *c = name; *c; c++)
        if (!g_ascii_islower(*c) && !(c > name && (g_ascii_isdigit(*c) || *c == '-')))
            return false;
    size_t length = strlen(name);
    return length > 0 && length <= MAX_NAME && name[length - 1] != '-' &&
           !g_strv_contains(taken, name);
}

static bool write_text(const struct beginning *beginning, const char *path, const GString *text)
{
    struct file_writer *writer = file_writer_open(path);
    bool is_done = writer && file_writer_write(writer, text->str, text->len);
    int error = errno;
    if (is_done) {
        is_done = file_writer_commit(writer, true);
        error = errno;
    } else {
        file_writer_abort(writer);
    }
    if (!is_done)
        report_add(beginning->report, SEVERITY_ERROR, writer ? "out.write" : "out.create",
                   (struct place){0}, NULL, "'%s' cannot be written: %s", path, g_strerror(error));
    return is_done;
}

// Write `file` from a template, with the names put in.
static bool write_file(const struct beginning *beginning, const char *template, const char *file)
{
    char *from = g_build_filename(beginning->templates, template, NULL);
    char *to = g_build_filename(beginning->folder, file, NULL);
    char *identifier = g_strdelimit(g_strdup(beginning->name), "-", '_');
    struct source source = {0};
    int error = 0;
    bool is_done = file_read(beginning->arena, from, MAX_TEMPLATE, &source, &error);
    if (is_done) {
        GString *text = g_string_new_len(source.text, (gssize)source.length);
        (void)g_string_replace(text, "@NAME@", beginning->name, 0);
        (void)g_string_replace(text, "@TYPE@", beginning->name, 0);
        (void)g_string_replace(text, "@IDENTIFIER@", identifier, 0);
        is_done = write_text(beginning, to, text);
        g_string_free(text, TRUE);
    } else {
        report_add(beginning->report, SEVERITY_ERROR, "plugin.template", (struct place){0},
                   "install haibao again", "the template '%s' cannot be read: %s", from,
                   g_strerror(error));
    }
    g_free(identifier);
    g_free(to);
    g_free(from);
    return is_done;
}

static bool write_all(struct beginning *beginning, const char *parent)
{
    beginning->templates = paths_share(beginning->arena, "template");
    if (!beginning->templates) {
        report_add(beginning->report, SEVERITY_ERROR, "plugin.template", (struct place){0},
                   "install haibao again", "the templates of plugins are not installed");
        return false;
    }
    char *folder = g_build_filename(parent, beginning->name, NULL);
    char *source = g_strconcat(beginning->name, ".c", NULL);
    beginning->folder = folder;
    // Not into a folder that is there already: what is in it is somebody's work.
    bool is_done = mkdir(folder, 0777) == 0;
    if (!is_done)
        report_add(beginning->report, SEVERITY_ERROR, "out.create", (struct place){0},
                   "choose another name, or another folder with --to",
                   "the folder '%s' cannot be made: %s", folder, g_strerror(errno));
    is_done = is_done && write_file(beginning, "plugin.c.in", source) &&
              write_file(beginning, "CMakeLists.txt.in", "CMakeLists.txt") &&
              write_file(beginning, "example.json.in", "example.json");
    if (is_done)
        printf("%s: %s, CMakeLists.txt, example.json\n"
               "Build it and look at it:\n"
               "    cmake -S %s -B %s/build && cmake --build %s/build\n"
               "    export HAIBAO_PLUGIN_PATH=%s/build/lib/haibao/plugins-%d\n"
               "    haibao render %s/example.json -o %s.png\n",
               folder, source, folder, folder, folder, folder, HAI_ABI_MAJOR, folder,
               beginning->name);
    g_free(source);
    g_free(folder);
    return is_done;
}

static int make(const char *name, const char *parent)
{
    if (!is_name(name))
        return usage_error("new-plugin",
                           "a name has the letters a-z, digits and '-', at most %d, and is no word "
                           "of CMake; not '%s'",
                           MAX_NAME, name);
    struct beginning beginning = {.arena = arena_new(), .report = report_new(), .name = name};
    (void)write_all(&beginning, parent); // the report says what failed
    report_print(beginning.report, stderr, false);
    int status = status_of(beginning.report);
    report_free(beginning.report);
    arena_free(beginning.arena);
    return status;
}

int command_new_plugin(int argc, char **argv)
{
    char *parent = NULL;
    const GOptionEntry entries[] = {
        {"to", 0, 0, G_OPTION_ARG_FILENAME, &parent, "the folder in which NAME/ is made", "FOLDER"},
        {0},
    };
    struct arguments arguments = {.name = "new-plugin",
                                  .operands = "NAME",
                                  .about = "Writes NAME/ with a plugin that works: its source, its "
                                           "CMakeLists.txt and an example.",
                                  .entries = entries,
                                  .least = 1,
                                  .most = 1};
    int status = 0;
    if (arguments_parse(&arguments, argc, argv, &status))
        status = make(arguments.rest[0], parent ? parent : ".");
    arguments_finish(&arguments);
    g_free(parent);
    return status;
}

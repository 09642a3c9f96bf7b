// SPDX-License-Identifier: MIT
#include "special.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "data/number.h"

static json_t *prove_number(const char *text)
{
    struct arena *arena = arena_new();
    hai_number_format scaled = {.size = sizeof scaled, .decimals = -1, .scale = 1};
    hai_number_format formal = {.size = sizeof formal, .decimals = -1, .style = HAI_NUMBER_FORMAL};
    hai_number_format money = {.size = sizeof money, .decimals = -1, .style = HAI_NUMBER_MONEY};
    double value = g_ascii_strtod(text, NULL);
    json_t *proof =
        json_pack("{ss, ss, ss}", "format", number_text(arena, value, &scaled), "format_cap",
                  number_text(arena, value, &formal), "money", number_text(arena, value, &money));
    arena_free(arena);
    return proof;
}

// The standard output of a command; "" where it fails, which is told.
static char *run_command(const char *const *command)
{
    char *output = NULL, *errors = NULL;
    int status = 0;
    GError *error = NULL;
    char **arguments = g_strdupv((char **)(uintptr_t)command);
    if (!g_spawn_sync(NULL, arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &errors,
                      &status, &error) ||
        !g_spawn_check_wait_status(status, &error)) {
        printf("%s: %s\n%s\n", command[0], error->message, errors ? errors : "");
        g_clear_error(&error);
        g_clear_pointer(&output, g_free);
    }
    g_strfreev(arguments);
    g_free(errors);
    return output ? output : g_strdup("");
}

// Of the pictures that pdfimages lists, the fewest pixels to a unit of 1/72 inch; 0 if there is
// none. Columns 13 and 14 are pixels to the inch.
static double find_pixels(const char *list)
{
    double fewest = 0;
    char **lines = g_strsplit(list, "\n", -1);
    for (guint i = 2; i < g_strv_length(lines); i++) {
        double across, down;
        if (sscanf(lines[i], "%*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %*s %lf %lf", &across,
                   &down) == 2)
            fewest = fewest > 0 ? MIN(fewest, MIN(across, down) / 72) : MIN(across, down) / 72;
    }
    g_strfreev(lines);
    return fewest;
}

static json_t *prove_pdf(const char *text)
{
    char *folder = g_dir_make_tmp("haibao-typography-XXXXXX", NULL);
    char *spec = g_build_filename(folder, "spec.json", NULL);
    char *pdf = g_build_filename(folder, "poster.pdf", NULL);
    json_t *json =
        json_pack("{si, s{s[ii], si}, ss, s[{ss, ss}]}", "haibao", 1, "page", "size", 400, 0,
                  "margin", 32, "theme", "plain", "blocks", "type", "text", "text", text);
    const char *program = g_getenv("HAIBAO");
    const char *draw[] = {program ? program : "haibao", "render", spec, "-o", pdf, NULL};
    const char *read[] = {"pdftotext", pdf, "-", NULL};
    const char *list[] = {"pdfimages", "-list", pdf, NULL};
    if (json_dump_file(json, spec, 0) != 0)
        printf("%s cannot be written\n", spec);
    g_free(run_command(draw));
    char *words = run_command(read), *pictures = run_command(list);
    json_t *proof = json_pack("{ss, sf}", "pdf_text", words, "emoji_px", find_pixels(pictures));
    g_free(words);
    g_free(pictures);
    json_decref(json);
    (void)g_unlink(spec);
    (void)g_unlink(pdf);
    (void)g_rmdir(folder);
    g_free(spec);
    g_free(pdf);
    g_free(folder);
    return proof;
}

json_t *special_proof(const json_t *json, const char *text)
{
    const char *mode = json_string_value(json_object_get(json, "mode"));
    if (mode && strcmp(mode, "format") == 0)
        return prove_number(text);
    if (mode && strcmp(mode, "pdf") == 0)
        return prove_pdf(text);
    return NULL;
}

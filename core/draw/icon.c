// SPDX-License-Identifier: MIT
#include "draw/icon.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/paths.h"
#include "draw/image.h"

#define DEBIAN_FOLDER "/usr/share/bootstrap-icons/svg"

struct hai_icon {
    char *path;
    hai_image *image;
    const hai_paragraph *paragraph; // of an emoji, else NULL
};

// --- Names ---

static const char *folder_of_icons(struct arena *arena)
{
    const char *own = paths_share(arena, "icons");
    return own != NULL ? own : DEBIAN_FOLDER;
}

static bool is_name(const char *name)
{
    for (const char *c = name; *c != '\0'; c++)
        if (!g_ascii_islower(*c) && !g_ascii_isdigit(*c) && *c != '-')
            return false;
    return name[0] != '\0';
}

const char *icon_path(struct arena *arena, const char *name)
{
    if (!is_name(name))
        return NULL;
    const char *path = arena_printf(arena, "%s/%s.svg", folder_of_icons(arena), name);
    return g_file_test(path, G_FILE_TEST_IS_REGULAR) ? path : NULL;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *const *icon_names(struct arena *arena)
{
    GDir *folder = g_dir_open(folder_of_icons(arena), 0, NULL);
    GPtrArray *found = g_ptr_array_new();
    for (const char *file; folder != NULL && (file = g_dir_read_name(folder)) != NULL;)
        if (g_str_has_suffix(file, ".svg"))
            g_ptr_array_add(found, arena_strndup(arena, file, strlen(file) - 4));
    if (folder != NULL)
        g_dir_close(folder);
    if (found->len > 0)
        qsort(found->pdata, found->len, sizeof(void *), compare_names);
    g_ptr_array_add(found, NULL);
    const char *const *names = arena_copy(arena, found->pdata, found->len * sizeof(void *));
    g_ptr_array_free(found, TRUE);
    return names;
}

// --- Life ---

hai_icon *icon_load(struct report *report, const char *path, struct place place)
{
    hai_image *image = image_load(report, path, place);
    if (image == NULL)
        return NULL;
    hai_icon *icon = g_new0(hai_icon, 1);
    icon->path = g_strdup(path);
    icon->image = image;
    return icon;
}

hai_icon *icon_of_emoji(const hai_paragraph *paragraph)
{
    hai_icon *icon = g_new0(hai_icon, 1);
    icon->paragraph = paragraph;
    return icon;
}

void icon_free(hai_icon *icon)
{
    if (icon == NULL)
        return;
    image_free(icon->image);
    g_free(icon->path);
    g_free(icon);
}

// --- Drawing ---

static void draw_emoji(hai_canvas *canvas, const hai_paragraph *paragraph, hai_box box)
{
    hai_box ink = hai_paragraph_ink(paragraph);
    if (hai_box_is_empty(ink))
        return;
    double scale = fmin(box.width / ink.width, box.height / ink.height);
    hai_matrix place = {.xx = scale,
                        .yy = scale,
                        .x0 = box.x + (box.width - ink.width * scale) / 2 - ink.x * scale,
                        .y0 = box.y + (box.height - ink.height * scale) / 2 - ink.y * scale};
    hai_canvas_save(canvas);
    hai_canvas_transform(canvas, place);
    hai_canvas_paragraph(canvas, paragraph, 0, 0);
    hai_canvas_restore(canvas);
}

void hai_canvas_icon(hai_canvas *canvas, const hai_icon *icon, hai_box box, hai_colour colour)
{
    if (icon == NULL || hai_box_is_empty(box))
        return;
    if (icon->paragraph != NULL)
        draw_emoji(canvas, icon->paragraph, box);
    else
        hai_canvas_image(canvas, image_tinted(icon->image, colour), box, 1);
}

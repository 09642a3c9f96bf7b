// SPDX-License-Identifier: MIT
#include <errno.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "plugin/examine.h"

// A file in memory, which is gone with the process however that ends.
static int open_scratch(const char *text)
{
    int file = memfd_create("spec", MFD_CLOEXEC);
    if (file < 0)
        return -1;
    size_t left = strlen(text);
    while (left > 0) {
        ssize_t done = write(file, text, left);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0) {
            (void)close(file); // nothing in it is wanted
            return -1;
        }
        text += done;
        left -= (size_t)done;
    }
    return file;
}

// False after a finding that every further set would repeat.
static bool draw_set(const struct examination *examination, const hai_visual *visual,
                     unsigned number, const char *text)
{
    char path[64];
    int file = open_scratch(text);
    if (file < 0) {
        report_add(examination->report, SEVERITY_ERROR, "internal.memory", (struct place){0}, NULL,
                   "no spec can be kept in memory: %s", g_strerror(errno));
        return false;
    }
    (void)g_snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
    struct drawing drawing;
    drawing_make(examination, &drawing, path, NULL);
    // That the spec is refused is right as often as not; only what the canvas was told counts.
    const struct message *misuse = drawing_find_misuse(&drawing);
    bool is_fine = misuse == NULL;
    if (misuse) {
        char *hint = g_strdup_printf("to see it again, draw this spec: %s", text);
        report_add(examination->report, SEVERITY_ERROR, "contract.number", (struct place){0}, hint,
                   "visual '%s' with random option set %u: %s", visual->type, number, misuse->text);
        g_free(hint);
    }
    drawing_finish(&drawing);
    (void)close(file);
    return is_fine;
}

void examine_random(const struct examination *examination)
{
    const hai_visual *const *visuals = examination->plugin->visuals;
    unsigned count = 0;
    while (visuals[count])
        count++;
    bool go_on = count > 0;
    for (unsigned i = 0; i < examination->random_sets && go_on; i++) {
        const hai_visual *visual = visuals[i % count];
        json_t *spec = random_spec(examination->registry, visual, i);
        char *text = spec ? json_dumps(spec, JSON_COMPACT) : NULL;
        (void)g_snprintf(examination->stage, EXAMINE_STAGE_BYTES, "random option set %u\n%s", i,
                         text ? text : "");
        if (text)
            go_on = draw_set(examination, visual, i, text);
        free(text);
        json_decref(spec);
    }
}

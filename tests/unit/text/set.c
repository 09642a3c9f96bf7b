// SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "tests.h"

struct report *report;
struct fonts *fonts;
struct arena *arena;
struct shaper *shaper;
struct words *words;

const char *const families[3] = {"sans", "serif", "kai"};

struct set set_open_with(struct words *with, const char *text, const char *family, double measure,
                         enum line_mode mode)
{
    struct set set = {.setting = {.measure = measure, .mode = mode, .words = with}};
    set.atoms = atoms_new(arena, shaper, text, &(struct shaping){.role = family, .weight = 400});
    set.lines = lines_break(set.atoms, &set.setting);
    set.gaps = g_new0(double, (gsize)set.atoms->count + 1);
    for (int i = 0; i < set.lines.count; i++)
        line_fit(set.atoms, &set.setting, &set.lines.lines[i], set.gaps + set.lines.lines[i].from);
    return set;
}

struct set set_open(const char *text, const char *family, double measure, enum line_mode mode)
{
    return set_open_with(words, text, family, measure, mode);
}

void set_close(struct set *set)
{
    lines_free(&set->lines);
    g_free(set->gaps);
}

const char *set_line(const struct set *set, int line)
{
    static char text[4096];
    size_t used = 0;
    const struct line *at = &set->lines.lines[line];
    for (int i = at->from; i < at->to && used < sizeof(text) - 8; i++)
        used += (size_t)g_unichar_to_utf8(set->atoms->atoms[i].character, text + used);
    text[used] = '\0';
    return text;
}

uint32_t set_first(const struct set *set, int line)
{
    return set->atoms->atoms[set->lines.lines[line].from].character;
}

uint32_t set_last(const struct set *set, int line)
{
    return set->atoms->atoms[set->lines.lines[line].to - 1].character;
}

bool set_breaks(const struct set *set, const char *word)
{
    const char *text = set->atoms->source;
    const char *at = strstr(text, word);
    if (at == NULL)
        fail_msg("'%s' is not in the text", word);
    for (; at != NULL; at = strstr(at + 1, word)) {
        for (int line = 1; line < set->lines.count; line++) {
            const char *start = text + set->atoms->atoms[set->lines.lines[line].from].from;
            if (start > at && start < at + strlen(word))
                return true;
        }
    }
    return false;
}

double width_of(const char *text, const char *family)
{
    struct set set = set_open(text, family, INFINITY, LINE_RAGGED);
    double width = set.lines.count == 1 ? set.lines.lines[0].width : -1;
    set_close(&set);
    return width;
}

// SPDX-License-Identifier: MIT
#include "base/snippet.h"

#include <string.h>

#define MAX_COLUMNS 100 // of a source line that are shown
#define MAX_BEFORE 60   // of these before the caret
#define RECENT 128      // characters before the caret that are remembered

// What changes a terminal or the order of what is shown rather than showing itself.
static bool is_hidden(gunichar c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x200e || c == 0x200f ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

struct snippet_cell snippet_cell(const char *at, const char *end)
{
    struct snippet_cell cell = {.bytes = 1};
    gunichar c = g_utf8_get_char_validated(at, end - at);
    if (c == (gunichar)-1 || c == (gunichar)-2 || c == 0) {
        cell.columns = g_snprintf(cell.text, sizeof cell.text, "\\x%02x", (unsigned char)*at);
        return cell;
    }

    cell.bytes = g_unichar_to_utf8(c, cell.text);
    if (c == '\t') {
        cell.columns = 4;
        memcpy(cell.text, "    ", 5);
    } else if (c == '\n') {
        cell.columns = 2;
        memcpy(cell.text, "\\n", 3);
    } else if (is_hidden(c)) {
        cell.columns = g_snprintf(cell.text, sizeof cell.text, "\\u%04x", c);
    } else if (!g_unichar_iszerowidth(c)) {
        cell.columns = g_unichar_iswide(c) ? 2 : 1;
    }
    return cell;
}

// A line of a source with the character that the caret is to stand under.
struct line {
    const char *start, *end;
    const char *caret;  // == end: behind the line
    const char *shown;  // where the part that fits starts
    int columns_before; // of the part before the caret
};

static bool find_line(const struct place *place, struct line *line)
{
    if (place->source == NULL || place->source->text == NULL || place->line <= 0)
        return false;
    const char *at = place->source->text;
    const char *end = at + place->source->length;
    for (int i = 1; i < place->line; i++) {
        at = memchr(at, '\n', (size_t)(end - at));
        if (at == NULL)
            return false;
        at++;
    }
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    if (stop != NULL)
        end = stop;
    if (end > at && end[-1] == '\r')
        end--;
    line->start = at;
    line->end = end;
    return true;
}

// Walk to the caret, and from there as far back as fits. Characters are walked forwards only, for
// bytes that are no UTF-8 have no way back; so the last starts are remembered.
static void find_caret(struct line *line, int column)
{
    const char *recent[RECENT];
    int count = 0;
    const char *at = line->start;
    for (; count < column - 1 && at < line->end; count++) {
        recent[count % RECENT] = at;
        at += snippet_cell(at, line->end).bytes;
    }
    line->caret = line->shown = at;

    int room = MAX_COLUMNS;
    for (const char *p = at; p < line->end && room > MAX_BEFORE;) {
        struct snippet_cell cell = snippet_cell(p, line->end);
        room -= cell.columns;
        p += cell.bytes;
    }
    for (int i = 1; i <= MIN(count, RECENT); i++) {
        const char *before = recent[(count - i) % RECENT];
        int columns = snippet_cell(before, line->end).columns;
        if (line->columns_before + columns > room)
            break;
        line->columns_before += columns;
        line->shown = before;
    }
}

void snippet_append(GString *out, const struct place *place, bool colour)
{
    struct line line = {0};
    if (!find_line(place, &line))
        return;
    find_caret(&line, MAX(place->column, 1));

    bool cut = line.shown > line.start;
    g_string_append_printf(out, "%5d | %s", place->line, cut ? "…" : "");
    int columns = 0, underlined = 0, left = MAX(place->width, 1);
    const char *at = line.shown;
    while (at < line.end && columns < MAX_COLUMNS) {
        struct snippet_cell cell = snippet_cell(at, line.end);
        g_string_append(out, cell.text);
        columns += cell.columns;
        if (at >= line.caret && left > 0) {
            underlined += cell.columns;
            left--;
        }
        at += cell.bytes;
    }
    g_string_append(out, at < line.end ? "…\n" : "\n");

    g_string_append_printf(out, "      | %*s%s^", line.columns_before + (cut ? 1 : 0), "",
                           colour ? "\033[1;32m" : "");
    if (place->width > 1)
        for (int i = 1; i < underlined; i++)
            g_string_append_c(out, '~');
    g_string_append(out, colour ? "\033[0m\n" : "\n");
}

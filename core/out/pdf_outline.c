// SPDX-License-Identifier: MIT
#include "out/pdf_outline.h"

#define LEVELS 6

// Numbers of objects; 0 for none.
struct entry {
    GString *text;
    unsigned object, parent, previous, next, first, last;
    unsigned count; // of all entries below, as all are open
};

struct pdf_outline {
    struct pdf_file *file;
    GArray *entries;           // struct entry; the first is the root
    unsigned path[LEVELS + 1]; // the index of the last entry of each level, or 0
};

struct pdf_outline *pdf_outline_new(struct pdf_file *file)
{
    struct pdf_outline *outline = g_new0(struct pdf_outline, 1);

    outline->file = file;
    outline->entries = g_array_new(FALSE, TRUE, sizeof(struct entry));
    g_array_set_size(outline->entries, 1);
    return outline;
}

static struct entry *find_entry(const struct pdf_outline *outline, unsigned index)
{
    return &g_array_index(outline->entries, struct entry, index);
}

void pdf_outline_free(struct pdf_outline *outline)
{
    if (outline == NULL)
        return;
    for (unsigned i = 1; i < outline->entries->len; i++)
        g_string_free(find_entry(outline, i)->text, TRUE);
    g_array_free(outline->entries, TRUE);
    g_free(outline);
}

// Behind its siblings; counted by all above it.
static void hang(struct pdf_outline *outline, unsigned index, int level)
{
    unsigned above = 0;

    for (int i = 0; i < level; i++) {
        if (outline->path[i] != 0)
            above = outline->path[i];
        if (i == 0 || outline->path[i] != 0)
            find_entry(outline, outline->path[i])->count++;
    }
    struct entry *parent = find_entry(outline, above), *entry = find_entry(outline, index);
    entry->parent = parent->object;
    entry->previous = parent->last;
    if (parent->first == 0)
        parent->first = entry->object;
    for (unsigned i = index; i-- > 1 && entry->previous != 0;) {
        if (find_entry(outline, i)->object == entry->previous) {
            find_entry(outline, i)->next = entry->object;
            break;
        }
    }
    parent->last = entry->object;
    outline->path[level] = index;
    for (int below = level + 1; below <= LEVELS; below++)
        outline->path[below] = 0;
}

void pdf_outline_add(struct pdf_outline *outline, int level, const char *text, unsigned page,
                     double x, double y)
{
    if (find_entry(outline, 0)->object == 0)
        find_entry(outline, 0)->object = pdf_file_reserve(outline->file);

    struct entry entry = {.text = g_string_new("/Title "),
                          .object = pdf_file_reserve(outline->file)};
    pdf_put_text(entry.text, text);
    g_string_append_printf(entry.text, "/Dest [%u 0 R /XYZ ", page);
    pdf_put_number(entry.text, x, 2);
    pdf_put_number(entry.text, y, 2);
    g_string_append(entry.text, "0] ");
    g_array_append_val(outline->entries, entry);
    hang(outline, outline->entries->len - 1, CLAMP(level, 1, LEVELS));
}

static void put_link(GString *out, const char *key, unsigned object)
{
    if (object != 0)
        g_string_append_printf(out, "/%s %u 0 R ", key, object);
}

unsigned pdf_outline_put(struct pdf_outline *outline)
{
    for (unsigned i = 0; i < outline->entries->len; i++) {
        const struct entry *entry = find_entry(outline, i);
        if (entry->object == 0)
            return 0;
        GString *text = g_string_new(i == 0 ? "<< /Type /Outlines " : "<< ");
        if (i > 0)
            g_string_append(text, entry->text->str);
        put_link(text, "Parent", entry->parent);
        put_link(text, "Prev", entry->previous);
        put_link(text, "Next", entry->next);
        put_link(text, "First", entry->first);
        put_link(text, "Last", entry->last);
        if (entry->count > 0)
            g_string_append_printf(text, "/Count %u ", entry->count);
        g_string_append(text, ">>");
        pdf_file_put(outline->file, entry->object, text->str);
        g_string_free(text, TRUE);
    }
    return find_entry(outline, 0)->object;
}

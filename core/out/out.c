// SPDX-License-Identifier: MIT
#include "out/out.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "draw/replay.h"
#include "out/sink.h"
#include "out/strips.h"
#include "out/subset.h"

typedef bool write_file(const struct record *record, const char *path,
                        const struct out_settings *settings, struct report *report);

static bool write_traces(const struct record *const *pages, unsigned count, const char *path,
                         const struct out_settings *settings, struct report *report)
{
    struct sink *sink = sink_open(path, settings, report);
    char *text = NULL;
    size_t size = 0;
    bool is_whole = false;

    if (sink == NULL)
        return false;
    FILE *stream = open_memstream(&text, &size);
    if (stream != NULL) {
        for (unsigned i = 0; i < count; i++)
            record_trace(pages[i], stream);
        is_whole = fclose(stream) == 0;
    }
    if (is_whole)
        is_whole = sink_write(sink, text, size);
    free(text);
    return sink_close(sink, is_whole, CAIRO_STATUS_SUCCESS, report);
}

static bool write_trace(const struct record *record, const char *path,
                        const struct out_settings *settings, struct report *report)
{
    return write_traces(&record, 1, path, settings, report);
}

static write_file *find_writer(const char *path)
{
    static const struct {
        const char *ending;
        write_file *write;
    } writers[] = {
        {".png", png_write}, {".pdf", pdf_write}, {".svg", svg_write}, {".trace", write_trace}};
    const char *ending = strrchr(path, '.');

    for (unsigned i = 0; ending != NULL && i < G_N_ELEMENTS(writers); i++) {
        if (g_ascii_strcasecmp(ending, writers[i].ending) == 0)
            return writers[i].write;
    }
    return NULL;
}

bool out_is_known(const char *path)
{
    return find_writer(path) != NULL;
}

bool out_write(const struct record *record, const char *path, const struct out_settings *settings,
               struct report *report)
{
    write_file *write = find_writer(path);

    if (write == NULL) {
        report_add(report, SEVERITY_ERROR, "out.format", (struct place){0},
                   "end the name in .png, .pdf, .svg or .trace", "'%s' does not say what to write",
                   path);
        return false;
    }
    return write(record, path, settings, report);
}

struct out_store *out_store_new(void)
{
    struct out_store *store = g_new0(struct out_store, 1);

    store->pixels = replay_store_new();
    store->strips = strip_cache_new();
    store->cuts = cut_store_new();
    return store;
}

void out_store_free(struct out_store *store)
{
    if (store == NULL)
        return;
    replay_store_free(store->pixels);
    strip_cache_free(store->strips);
    cut_store_free(store->cuts);
    g_free(store);
}

bool out_holds_pages(const char *path)
{
    write_file *write = find_writer(path);
    return write == pdf_write || write == write_trace;
}

char *out_page_name(const char *path, unsigned number)
{
    const char *ending = strrchr(path, '.');
    size_t stem = ending == NULL ? strlen(path) : (size_t)(ending - path);
    return g_strdup_printf("%.*s-%u%s", (int)stem, path, number, ending == NULL ? "" : ending);
}

bool out_write_pages(const struct record *const *pages, unsigned count, const char *path,
                     const struct out_settings *settings, struct report *report)
{
    if (count == 1)
        return out_write(pages[0], path, settings, report);
    if (find_writer(path) == write_trace)
        return write_traces(pages, count, path, settings, report);
    if (out_holds_pages(path))
        return pdf_write_pages(pages, count, path, settings, report);
    struct out_settings each = *settings;
    bool done = true;
    each.hold = sink_hold_new();
    for (unsigned i = 0; i < count && done; i++) {
        char *name = out_page_name(path, i + 1);
        each.note = settings->note != NULL ? &settings->note[i] : NULL;
        done = out_write(pages[i], name, &each, report);
        g_free(name);
    }
    return sink_hold_close(each.hold, done, report);
}

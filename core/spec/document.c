// SPDX-License-Identifier: MIT
#include "spec/document.h"

#include <errno.h>
#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "base/report.h"
#include "spec/syntax.h"

static void report_unread(const struct source *source, struct report *report, int error)
{
    struct place place = {.source = source};
    if (error == EFBIG)
        report_add(report, SEVERITY_ERROR, "json.limit", place,
                   "keep data in CSV files, which may be larger", "larger than 4 MiB");
    else
        report_add(report, SEVERITY_ERROR, "file.read", place, NULL, "cannot be read: %s",
                   error == EINVAL ? "not a regular file" : strerrordesc_np(error));
}

_Static_assert(DOCUMENT_MAX_BYTES == 4u << 20, "the message above names the bound");

// Before anything is parsed: what kind of text is it?
static bool check_encoding(const struct source *source, struct report *report)
{
    const char *text = source->text;
    size_t length = source->length;
    struct place start = {.source = source, .line = 1, .column = 1};

    if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        report_add(report, SEVERITY_ERROR, "json.bom", start,
                   "save it as UTF-8 without byte order mark",
                   "the file starts with a byte order mark");
        return false;
    }
    bool marked =
        length >= 2 && (memcmp(text, "\xff\xfe", 2) == 0 || memcmp(text, "\xfe\xff", 2) == 0);
    if (marked || (length >= 2 && (text[0] == '\0') != (text[1] == '\0'))) {
        report_add(report, SEVERITY_ERROR, "json.encoding", (struct place){.source = source},
                   "save the file as UTF-8", "not UTF-8: this looks like UTF-16");
        return false;
    }

    const char *nul = memchr(text, '\0', length);
    if (nul != NULL) {
        report_add(report, SEVERITY_ERROR, "json.encoding",
                   place_at(source, (size_t)(nul - text), 1), NULL, "a NUL byte");
        return false;
    }
    const char *bad;
    if (!g_utf8_validate_len(text, length, &bad)) {
        report_add(report, SEVERITY_ERROR, "json.encoding",
                   place_at(source, (size_t)(bad - text), 1),
                   "save the file as UTF-8; it may be GBK now", "not UTF-8");
        return false;
    }
    return true;
}

static bool check_text(const struct source *source, struct report *report)
{
    if (!check_encoding(source, report))
        return false;
    if (strspn(source->text, " \t\r\n") == source->length) {
        report_add(report, SEVERITY_ERROR, "json.empty", (struct place){.source = source},
                   "begin with {\"haibao\": 1, \"blocks\": […]}", "empty spec");
        return false;
    }
    return syntax_check_bounds(source, report);
}

bool document_read(struct document *document, struct arena *arena, struct report *report,
                   const char *path)
{
    char *folder = g_path_get_dirname(path);
    *document = (struct document){.source = {arena_strdup(arena, path), "", 0},
                                  .folder = arena_strdup(arena, folder)};
    g_free(folder);

    int error = 0;
    if (!file_read(arena, path, DOCUMENT_MAX_BYTES, &document->source, &error)) {
        report_unread(&document->source, report, error);
        return false;
    }
    if (!check_text(&document->source, report))
        return false;

    json_error_t mistake;
    document->root = json_loadb(document->source.text, document->source.length,
                                JSON_REJECT_DUPLICATES, &mistake);
    if (document->root == NULL)
        syntax_explain(&document->source, report, &mistake);
    return document->root != NULL;
}

void document_finish(struct document *document)
{
    json_decref(document->root);
    document->root = NULL;
}

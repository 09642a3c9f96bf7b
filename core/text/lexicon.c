// SPDX-License-Identifier: MIT
#include "text/lexicon.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct lexicon {
    const void *map;
    size_t size;
    const struct lexicon_entry *entries;
    const uint16_t *units;
    uint32_t unit_count;
};

// --- Opening ---

static size_t find_size(uint32_t unit_count)
{
    return sizeof(struct lexicon_header) + (LEXICON_HEADS + 1) * sizeof(struct lexicon_entry) +
           unit_count * sizeof(uint16_t);
}

// NULL if the header fits the file, else what is wrong with it.
static const char *check_header(const void *map, size_t size)
{
    const struct lexicon_header *header = map;
    if (memcmp(header->magic, LEXICON_MAGIC, sizeof(header->magic)) != 0)
        return "it is no dictionary of haibao's";
    if (header->version != LEXICON_VERSION)
        return "it was made for another version of haibao";
    if (header->unit_count > LEXICON_MOST_UNITS || find_size(header->unit_count) != size)
        return "it is damaged: its size is not what its header says";
    return NULL;
}

static struct lexicon *map_file(int file, const char **problem)
{
    struct stat about;
    if (fstat(file, &about) != 0) {
        *problem = g_strerror(errno);
        return NULL;
    }
    if (!S_ISREG(about.st_mode) || about.st_size < (off_t)find_size(0) ||
        about.st_size > (off_t)find_size(LEXICON_MOST_UNITS)) {
        *problem = "it is no dictionary of haibao's";
        return NULL;
    }
    size_t size = (size_t)about.st_size;
    void *map = mmap(NULL, size, PROT_READ, MAP_PRIVATE, file, 0);
    if (map == MAP_FAILED) {
        *problem = g_strerror(errno);
        return NULL;
    }
    *problem = check_header(map, size);
    if (*problem) {
        (void)munmap(map, size);
        return NULL;
    }
    struct lexicon *lexicon = g_new0(struct lexicon, 1);
    const struct lexicon_header *header = map;
    lexicon->map = map;
    lexicon->size = size;
    lexicon->entries = (const struct lexicon_entry *)(header + 1);
    lexicon->units = (const uint16_t *)(lexicon->entries + LEXICON_HEADS + 1);
    lexicon->unit_count = header->unit_count;
    return lexicon;
}

struct lexicon *lexicon_open(const char *path, const char **problem)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (file < 0) {
        *problem = g_strerror(errno);
        return NULL;
    }
    struct lexicon *lexicon = map_file(file, problem);
    (void)close(file); // nothing was written
    return lexicon;
}

void lexicon_close(struct lexicon *lexicon)
{
    if (!lexicon)
        return;
    union {
        const void *read;
        void *write;
    } map = {.read = lexicon->map}; // munmap asks for what it will not touch
    (void)munmap(map.write, lexicon->size);
    g_free(lexicon);
}

// --- Looking up ---

struct lexicon_letter lexicon_find_letter(const struct lexicon *lexicon, uint32_t character)
{
    if (character < LEXICON_FIRST || character >= LEXICON_FIRST + LEXICON_HEADS)
        return (struct lexicon_letter){.unit = LEXICON_NONE};
    const struct lexicon_entry *entry = &lexicon->entries[character - LEXICON_FIRST];
    return (struct lexicon_letter){entry->simplified & LEXICON_NONE, entry->frequency};
}

// Compare a word of the file with the text, its mark left out.
static int compare_word(const uint16_t *word, const uint16_t *units, int count)
{
    for (int i = 0; i < count; i++) {
        int difference = (word[i] & LEXICON_NONE) - units[i];
        if (difference != 0)
            return difference;
    }
    return 0;
}

// The word among `count` ones of `length` units that is the text's; NULL if there is none.
static const uint16_t *find_word(const uint16_t *words, unsigned count, int length,
                                 const uint16_t *units, unsigned *steps)
{
    unsigned low = 0, high = count;
    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        const uint16_t *word = words + middle * (unsigned)length;
        int difference = compare_word(word, units, length);
        (*steps)++;
        if (difference == 0)
            return word;
        if (difference < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

struct lexicon_match lexicon_match(const struct lexicon *lexicon, const uint16_t *units, int count,
                                   unsigned *steps)
{
    struct lexicon_match match = {0};
    int head = units[0] + LEXICON_BASE - LEXICON_FIRST;
    if (head < 0 || head >= LEXICON_HEADS)
        return match;
    uint32_t start = lexicon->entries[head].start, end = lexicon->entries[head + 1].start;
    if (start >= end || end > lexicon->unit_count)
        return match;
    const uint16_t *group = lexicon->units + start;
    uint32_t size = end - start;
    unsigned mask = group[0];
    uint32_t counts = 1; // where the number of words of a length stands
    uint32_t at = 1 + (uint32_t)__builtin_popcount(mask);
    for (int length = LEXICON_SHORTEST; length <= LEXICON_LONGEST && length <= count; length++) {
        if ((mask >> (length - LEXICON_SHORTEST) & 1) == 0)
            continue;
        if (counts >= size)
            break;
        uint32_t words = group[counts++], tail = (uint32_t)length - 1;
        if (at > size || words > (size - at) / tail)
            break;
        const uint16_t *word = find_word(group + at, words, length - 1, units + 1, steps);
        if (word) {
            match.lengths |= (uint16_t)(1U << length);
            if (word[tail - 1] & LEXICON_OWN)
                match.own |= (uint16_t)(1U << length);
        }
        at += words * tail;
    }
    return match;
}

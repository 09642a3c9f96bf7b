// SPDX-License-Identifier: MIT
#include "plugin/elf.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <inttypes.h>
#include <link.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// More than any plugin has; a bound for what is read on a file's word.
#define MAX_SEGMENTS 256
#define MAX_SECTIONS 16384
#define MAX_SYMBOL_BYTES (16u << 20)

// The header of the library or program that this code is in, placed by the linker: the machine and
// the word size that a plugin must be made for.
extern const ElfW(Ehdr) __ehdr_start __attribute__((visibility("hidden")));

struct reading {
    struct arena *arena;
    const char *what;
    int file;
    uint64_t length;
    ElfW(Ehdr) header;
    ElfW(Phdr) * segments;
    ElfW(Shdr) * sections;
    ElfW(Sym) * symbols;
    size_t symbol_count;
    char *names; // NUL after name_bytes
    size_t name_bytes;
};

static bool is_inside(const struct reading *reading, uint64_t offset, uint64_t size)
{
    return offset <= reading->length && size <= reading->length - offset;
}

static bool read_at(const struct reading *reading, void *bytes, size_t size, uint64_t offset)
{
    char *next = bytes;
    while (size > 0) {
        ssize_t got = pread(reading->file, next, size, (off_t)offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        next += got;
        offset += (uint64_t)got;
        size -= (size_t)got;
    }
    return true;
}

static enum elf_verdict open_file(struct reading *reading, const char *path)
{
    struct stat about;
    // Not to wait for a writer where the name is a pipe's.
    reading->file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (reading->file < 0 || fstat(reading->file, &about) != 0) {
        reading->what = arena_printf(reading->arena, "cannot be read: %s", g_strerror(errno));
        return ELF_UNREADABLE;
    }
    if (!S_ISREG(about.st_mode)) {
        reading->what = S_ISDIR(about.st_mode) ? "is a folder" : "is no regular file";
        return ELF_UNREADABLE;
    }
    reading->length = (uint64_t)about.st_size;
    return ELF_FINE;
}

// Name what stands in place of a shared library.
static const char *guess_kind(const struct reading *reading)
{
    unsigned char start[256];
    size_t size = (size_t)MIN(reading->length, sizeof(start));
    if (size == 0)
        return "is empty";
    if (!read_at(reading, start, size, 0))
        return "cannot be read";
    if (size >= 8 && memcmp(start, "!<arch>\n", 8) == 0)
        return "is a static library, not a shared one";
    for (size_t i = 0; i < size; i++)
        if (start[i] == 0x7f || (start[i] < 0x20 && !strchr("\t\n\f\r", start[i])))
            return "is not a shared library";
    return "is a text file, not a shared library";
}

static enum elf_verdict read_header(struct reading *reading)
{
    ElfW(Ehdr) *header = &reading->header;
    if (reading->length < SELFMAG || !read_at(reading, header, SELFMAG, 0) ||
        memcmp(header->e_ident, ELFMAG, SELFMAG) != 0) {
        reading->what = guess_kind(reading);
        return ELF_FOREIGN;
    }
    if (reading->length < sizeof(*header) || !read_at(reading, header, sizeof(*header), 0)) {
        reading->what = "ends inside its first header";
        return ELF_TRUNCATED;
    }
    if (header->e_ident[EI_CLASS] != __ehdr_start.e_ident[EI_CLASS] ||
        header->e_ident[EI_DATA] != __ehdr_start.e_ident[EI_DATA] ||
        header->e_machine != __ehdr_start.e_machine) {
        reading->what = "was built for another kind of processor";
        return ELF_FOREIGN;
    }
    if (header->e_type != ET_DYN) {
        reading->what = header->e_type == ET_REL ? "is an object file that was not linked yet"
                                                 : "is a program, not a shared library";
        return ELF_FOREIGN;
    }
    return ELF_FINE;
}

static enum elf_verdict read_tables(struct reading *reading)
{
    const ElfW(Ehdr) *header = &reading->header;
    uint64_t segment_bytes = (uint64_t)header->e_phnum * sizeof(*reading->segments);
    uint64_t section_bytes = (uint64_t)header->e_shnum * sizeof(*reading->sections);
    if (header->e_phentsize != sizeof(*reading->segments) || header->e_phnum > MAX_SEGMENTS ||
        header->e_shentsize != sizeof(*reading->sections) || header->e_shnum == 0 ||
        header->e_shnum > MAX_SECTIONS) {
        reading->what = "has no table of sections that can be read";
        return ELF_FOREIGN;
    }
    if (!is_inside(reading, header->e_phoff, segment_bytes) ||
        !is_inside(reading, header->e_shoff, section_bytes)) {
        reading->what = arena_printf(
            reading->arena, "is truncated: it has %" PRIu64 " bytes, and its tables lie beyond",
            reading->length);
        return ELF_TRUNCATED;
    }
    reading->segments = arena_alloc(reading->arena, segment_bytes);
    reading->sections = arena_alloc(reading->arena, section_bytes);
    if (!read_at(reading, reading->segments, segment_bytes, header->e_phoff) ||
        !read_at(reading, reading->sections, section_bytes, header->e_shoff)) {
        reading->what = "cannot be read";
        return ELF_UNREADABLE;
    }
    return ELF_FINE;
}

// Whether everything that the loader of the system would map is there.
static enum elf_verdict check_extent(struct reading *reading)
{
    bool whole = true;
    for (size_t i = 0; i < reading->header.e_phnum; i++)
        whole = whole &&
                is_inside(reading, reading->segments[i].p_offset, reading->segments[i].p_filesz);
    for (size_t i = 0; i < reading->header.e_shnum; i++)
        whole = whole &&
                (reading->sections[i].sh_type == SHT_NOBITS ||
                 is_inside(reading, reading->sections[i].sh_offset, reading->sections[i].sh_size));
    if (whole)
        return ELF_FINE;
    reading->what = arena_printf(
        reading->arena, "is truncated: it has %" PRIu64 " bytes, and its headers tell of more",
        reading->length);
    return ELF_TRUNCATED;
}

static enum elf_verdict read_symbols(struct reading *reading)
{
    const ElfW(Shdr) *table = NULL;
    for (size_t i = 0; i < reading->header.e_shnum; i++)
        if (reading->sections[i].sh_type == SHT_DYNSYM)
            table = &reading->sections[i];
    if (!table || table->sh_link >= reading->header.e_shnum ||
        table->sh_entsize != sizeof(*reading->symbols) || table->sh_size > MAX_SYMBOL_BYTES) {
        reading->what = "exports nothing";
        return ELF_NO_SYMBOL;
    }
    const ElfW(Shdr) *names = &reading->sections[table->sh_link];
    if (names->sh_type != SHT_STRTAB || names->sh_size > MAX_SYMBOL_BYTES) {
        reading->what = "exports nothing";
        return ELF_NO_SYMBOL;
    }
    reading->symbol_count = table->sh_size / sizeof(*reading->symbols);
    reading->symbols = arena_alloc(reading->arena, table->sh_size + 1);
    reading->name_bytes = names->sh_size;
    reading->names = arena_alloc(reading->arena, names->sh_size + 1);
    if (!read_at(reading, reading->symbols, reading->symbol_count * sizeof(*reading->symbols),
                 table->sh_offset) ||
        !read_at(reading, reading->names, reading->name_bytes, names->sh_offset)) {
        reading->what = "cannot be read";
        return ELF_UNREADABLE;
    }
    return ELF_FINE;
}

// The bytes at an address of the loaded library; zeros where the file holds none for it.
static bool read_value(const struct reading *reading, uint64_t address, void *bytes, size_t size)
{
    memset(bytes, 0, size);
    for (size_t i = 0; i < reading->header.e_phnum; i++) {
        const ElfW(Phdr) *segment = &reading->segments[i];
        if (segment->p_type != PT_LOAD || address < segment->p_vaddr)
            continue;
        uint64_t inside = address - segment->p_vaddr;
        if (inside >= segment->p_filesz)
            continue;
        return read_at(reading, bytes, (size_t)MIN(size, segment->p_filesz - inside),
                       segment->p_offset + inside);
    }
    return true;
}

static enum elf_verdict find_symbol(struct reading *reading, const char *symbol,
                                    struct elf_object *object)
{
    const ElfW(Sym) *found = NULL;
    for (size_t i = 0; i < reading->symbol_count; i++) {
        const ElfW(Sym) *here = &reading->symbols[i];
        // The kind stands in the low four bits and the binding in the high ones, in both word
        // sizes.
        if (here->st_shndx == SHN_UNDEF || ELF64_ST_BIND(here->st_info) == STB_LOCAL ||
            here->st_name >= reading->name_bytes)
            continue;
        const char *name = reading->names + here->st_name;
        if (strcmp(name, symbol) == 0)
            found = here;
        else if (name[0] != '_') // those belong to the compiler
            object->other = name;
    }
    if (!found || ELF64_ST_TYPE(found->st_info) != STT_OBJECT) {
        reading->what = arena_printf(reading->arena, "does not export the record '%s'", symbol);
        return ELF_NO_SYMBOL;
    }
    object->size = found->st_size;
    if (read_value(reading, found->st_value, object->head, sizeof(object->head)))
        return ELF_FINE;
    reading->what = "cannot be read";
    return ELF_UNREADABLE;
}

enum elf_verdict elf_read(struct arena *arena, const char *path, const char *symbol,
                          struct elf_object *object, const char **what)
{
    struct reading reading = {.arena = arena, .file = -1};
    *object = (struct elf_object){0};
    enum elf_verdict verdict = open_file(&reading, path);
    if (verdict == ELF_FINE)
        verdict = read_header(&reading);
    if (verdict == ELF_FINE)
        verdict = read_tables(&reading);
    if (verdict == ELF_FINE)
        verdict = check_extent(&reading);
    if (verdict == ELF_FINE)
        verdict = read_symbols(&reading);
    if (verdict == ELF_FINE)
        verdict = find_symbol(&reading, symbol, object);
    if (reading.file >= 0)
        (void)close(reading.file); // it was only read
    *what = reading.what;
    return verdict;
}

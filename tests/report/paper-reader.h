/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Other programs read what was written. */

/* Skips the test when it is not installed. */
gboolean paper_reader_lacks (const char *name);
/* Where a paper may be written, in a folder of its own; owned by the caller. */
char *paper_reader_make_path (void);
/* Nothing else may be in the folder, which goes too; frees @path. */
void paper_reader_remove_path (char *path);
/* What the program says, which must succeed; arguments end with NULL; owned by the caller. */
char *paper_reader_run (const char *first, ...) G_GNUC_NULL_TERMINATED;
/* The text of all pages in the order in which it was written, without blanks and line ends. */
char *paper_reader_get_text (const char *path);
/* The same of one page, from 1. */
char *paper_reader_get_page (const char *path, guint page);
/* A word of a page, or the page itself, which has no text. */
typedef struct
{
  double left, top, right, bottom; /* points */
  guint  page;                     /* 1 is the first */
  char  *text;                     /* owned or NULL */
} PaperWord;

/* (element-type PaperWord): in the order of the file, each page before its words. */
GArray *paper_reader_list_words (const char *path);
/* Each word stands on its page, and none over another. Returns how many there are. */
guint paper_reader_check_overlap (const char *path);
/* qpdf finds no fault in the file; without it the test is marked skipped. */
void paper_reader_check_file (const char *path);
/* Nothing is written in another face than Inter and those of the mainland: no character that they
 * have may come from elsewhere. Each face is in the file as a subset, with a way back to Unicode.
 * Without pdffonts nothing is looked at. */
void paper_reader_check_faces (const char *path);
void paper_reader_remove_blanks (char *text);
/* Nothing but these files is in the folder; NULL ends them. */
void paper_reader_check_folder (const char *folder, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a run of one of the programs left. All owned. */
typedef struct
{
  int   status;
  char *out;
  char *err;
} ProgramRun;

void program_run_clear (ProgramRun *self);
/* Runs $ZHIHUI with the arguments, NULL-terminated, and waits. Without a source in its environment.
 */
ProgramRun program_run (const char *first, ...) G_GNUC_NULL_TERMINATED;
/* The same with $ZHIHUI_PLATFORM. */
ProgramRun program_run_platform (const char *first, ...) G_GNUC_NULL_TERMINATED;
/* The same; @line ends with NULL. */
ProgramRun program_run_platform_line (const char *const *line);
/* What it starts ends with the test, however that ends. */
void program_end_with_test (GSubprocessLauncher *launcher);
/* Nothing is left of it afterwards, of NULL neither. */
void program_kill (GSubprocess **process);
/* Starts $ZHIHUI_PLATFORM serve with the arguments, NULL-terminated, and waits until it listens at
 * @url (owned by the caller). It ends with the test, however that ends. */
GSubprocess *program_serve_platform (char **url, const char *first, ...) G_GNUC_NULL_TERMINATED;
/* A new token of the scopes, as $ZHIHUI_PLATFORM token makes it; owned by the caller. */
char *program_make_token (const char *database, const char *scope);
/* The same in a file that nobody else can read. */
void program_write_token (const char *database, const char *scope, const char *path);
/* @part is somewhere in @text. */
void  assert_says (const char *text, const char *part);
char *program_make_folder (void);
/* With all that is in it. */
void program_remove_folder (const char *path);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ProgramRun, program_run_clear)

G_END_DECLS

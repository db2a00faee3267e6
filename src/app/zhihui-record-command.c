/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-command.h"

#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>

#include "config.h"
#include "zhihui-error.h"
#include "zhihui-page-wants.h"
#include "zhihui-pages.h"
#include "zhihui-recorder.h"
#include "zhihui-settling.h"
#include "zhihui-source-options.h"

#define SETTLE_MS 30000
#define LONGEST_S (31 * 24 * 3600)

typedef struct
{
  ZhihuiSourceOptions source;
  char               *folder; /* owned */
  int                 for_s;
} RecordOptions;

static void
record_options_clear (RecordOptions *self)
{
  zhihui_source_options_clear (&self->source);
  g_free (self->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RecordOptions, record_options_clear)

static gboolean
parse_options (RecordOptions *self, int *argc, char ***argv)
{
  const GOptionEntry entries[] = {
    ZHIHUI_OPTION ("output",
                   'o',
                   FILENAME,
                   &self->folder,
                   N_ ("Folder of the recording, not there yet"),
                   N_ ("FOLDER")),
    ZHIHUI_OPTION ("for",
                   0,
                   INT,
                   &self->for_s,
                   N_ ("Goes on so many seconds; else each resource is read once"),
                   N_ ("SECONDS")),
    G_OPTION_ENTRY_NULL,
  };

  return zhihui_source_options_parse (
    &self->source,
    _ ("Writes down what a platform answers, for 'zhihui COMMAND --source FOLDER'. Tokens are not "
       "in it; all that the token may see is."),
    entries,
    argc,
    argv);
}

static gboolean
judge_options (const RecordOptions *self, GError **error)
{
  if (self->folder == NULL)
    g_set_error_literal (
      error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("no folder is given: say -o FOLDER"));
  else if (self->for_s < 0 || self->for_s > LONGEST_S)
    g_set_error (
      error, ZHIHUI_ERROR, ZHIHUI_ERROR_INVALID, _ ("--for takes 1 to %d seconds"), LONGEST_S);
  else
    return TRUE;

  return FALSE;
}

/* All that any page shows: boards whole, for pages of every height. */
static void
get_wants (ZhihuiWants *wants)
{
  zhihui_page_wants_of_shipped (NULL, 0, 0, wants);
  wants->datasets |= 1u << ZHIHUI_DATASET_UNITS | 1u << ZHIHUI_DATASET_TRENDS;
  zhihui_page_wants_add_every_layer (wants);
  for (guint i = 0; i < wants->n_rankings; i++)
    wants->rankings[i].first = wants->rankings[i].last = 0;
}

static gboolean
quit_cb (gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));
  return G_SOURCE_CONTINUE;
}

/* Until the time is over or somebody ends it. */
static void
run_for (guint seconds)
{
  g_autoptr (GApplication) loop = g_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  const guint ids[] = {
    g_timeout_add_seconds (seconds, quit_cb, loop),
    g_unix_signal_add (SIGINT, quit_cb, loop),
    g_unix_signal_add (SIGTERM, quit_cb, loop),
  };

  g_signal_connect (loop, "activate", G_CALLBACK (g_application_hold), NULL);
  g_application_run (loop, 0, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_source_remove (ids[i]);
}

/* @user_data: place of the recorder */
static void
exchanged_cb (const ZhihuiExchangeAccount *account, gpointer user_data)
{
  zhihui_recorder_note (account, *(ZhihuiRecorder **) user_data);
}

static gboolean
record (RecordOptions *self, GError **error)
{
  g_autoptr (ZhihuiSource) source = NULL;
  g_autoptr (ZhihuiRecorder) recorder = NULL;
  g_autofree char *name = NULL;
  ZhihuiWants      wants;
  guint            n_answers;

  if (!judge_options (self, error))
    return FALSE;

  source = zhihui_source_options_open (&self->source, FALSE, error);
  if (source == NULL)
    return FALSE;

  /* Nothing is exchanged before it starts; a folder is made only where something can be. */
  if (!zhihui_source_set_witness (source, exchanged_cb, &recorder, error))
    return FALSE;

  name = g_path_get_basename (self->folder);
  recorder = zhihui_recorder_new (self->folder, name, error);
  if (recorder == NULL)
    return FALSE;

  if (!zhihui_recorder_copy_profile (recorder, source, error))
    return FALSE;

  get_wants (&wants);
  zhihui_source_set_wants (source, &wants);
  zhihui_source_start (source);
  zhihui_settling_wait (source, SETTLE_MS);
  if (!zhihui_recorder_copy_profile (recorder, source, error))
    return FALSE;
  if (self->for_s > 0)
    run_for ((guint) self->for_s);
  zhihui_source_stop (source);

  n_answers = zhihui_recorder_get_n_answers (recorder);
  if (!zhihui_recorder_close (recorder, error))
    return FALSE;
  if (!zhihui_pages_judge_read (zhihui_source_get_situation (source), error))
    return FALSE;

  g_print (ngettext ("%u answer is in %s\n", "%u answers are in %s\n", n_answers),
           n_answers,
           self->folder);
  return TRUE;
}

/**
 * zhihui_record_main:
 *
 * `zhihui record`: writes down what a source is answered.
 *
 * Returns: the exit status
 */
int
zhihui_record_main (int argc, char **argv)
{
  g_auto (RecordOptions) options = { 0 };
  g_autoptr (GError) error = NULL;

  if (!parse_options (&options, &argc, &argv))
    return ZHIHUI_EXIT_USAGE;
  zhihui_source_options_speak_if_told (&options.source);

  if (record (&options, &error))
    return ZHIHUI_EXIT_OK;

  g_printerr ("zhihui record: %s\n", error->message);
  return ZHIHUI_EXIT_FAILED;
}

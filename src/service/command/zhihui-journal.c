/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-journal.h"

#include <stdio.h>

static GLogWriterOutput
write_message (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  gboolean         verbose = GPOINTER_TO_INT (user_data);
  gboolean         is_journald = g_log_writer_is_journald (fileno (stderr));
  GLogLevelFlags   chatter = is_journald ? G_LOG_LEVEL_DEBUG : G_LOG_LEVEL_DEBUG | G_LOG_LEVEL_INFO;
  g_autofree char *line = NULL;

  if ((level & chatter) != 0 && !verbose)
    return G_LOG_WRITER_HANDLED;
  if (is_journald)
    return g_log_writer_journald (level, fields, n_fields, NULL);

  line = g_log_writer_format_fields (level, fields, n_fields, FALSE);
  fprintf (stderr, "%s\n", line);
  fflush (stderr);
  return G_LOG_WRITER_HANDLED;
}

/**
 * zhihui_journal_open:
 * @verbose: whether every request is worth a message
 *
 * From now on all messages of the program go there. Call once.
 */
void
zhihui_journal_open (gboolean verbose)
{
  g_log_set_writer_func (write_message, GINT_TO_POINTER (verbose), NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "fuzz-target.h"

int LLVMFuzzerInitialize (int *argc, char ***argv);

/* G_DEBUG=fatal-criticals traps, which libFuzzer does not take for a find. */
static GLogWriterOutput
abort_at_criticals (GLogLevelFlags   level,
                    const GLogField *fields,
                    gsize            n_fields,
                    gpointer         user_data)
{
  if ((level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR)) == 0)
    return G_LOG_WRITER_HANDLED;

  g_log_writer_standard_streams (level, fields, n_fields, user_data);
  abort ();
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_log_set_writer_func (abort_at_criticals, NULL, NULL);
  return 0;
}

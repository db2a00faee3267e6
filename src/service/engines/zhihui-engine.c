/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-engine.h"

/**
 * zhihui_engine_begin:
 *
 * What is answered until zhihui_engine_end () is of one state of the data, where the engine can
 * keep one.
 *
 * Returns: %FALSE with @error when it cannot be had: then nothing is to be ended
 */
gboolean
zhihui_engine_begin (ZhihuiEngine *self, GError **error)
{
  return self->backend->begin == NULL || self->backend->begin (self, error);
}

void
zhihui_engine_end (ZhihuiEngine *self)
{
  if (self->backend->end != NULL)
    self->backend->end (self);
}

/**
 * zhihui_engine_forget:
 *
 * Others changed the data: what was kept of them means nothing.
 */
void
zhihui_engine_forget (ZhihuiEngine *self)
{
  if (self->backend->forget != NULL)
    self->backend->forget (self);
}

/**
 * zhihui_engine_write:
 * @rows: (array length=n_rows): new assignments and those that changed, each once
 *
 * Takes rows as they are now: what was written before under the same id does not count any more.
 * Writing the same again changes nothing, so what failed half way is simply written again.
 *
 * Returns: %FALSE with @error: OFFLINE when it cannot be reached now
 */
gboolean
zhihui_engine_write (ZhihuiEngine *self, const ZhihuiEngineRow *rows, gsize n_rows, GError **error)
{
  g_return_val_if_fail (self != NULL && (rows != NULL || n_rows == 0), FALSE);

  return n_rows == 0 || self->backend->write (self, rows, n_rows, error);
}

/**
 * zhihui_engine_count:
 * @tallies: one a unit asked for, or one a group; what is counted is added
 *
 * Returns: %FALSE with @error: OFFLINE when it cannot be reached now; @tallies mean nothing then
 */
gboolean
zhihui_engine_count (ZhihuiEngine               *self,
                     const ZhihuiEngineQuestion *question,
                     ZhihuiTally                *tallies,
                     GError                    **error)
{
  g_return_val_if_fail (self != NULL && question != NULL, FALSE);
  g_return_val_if_fail (question->metric < ZHIHUI_N_METRICS, FALSE);
  g_return_val_if_fail (tallies != NULL || question->n_units == 0, FALSE);

  return question->n_units == 0 || self->backend->count (self, question, tallies, error);
}

void
zhihui_engine_free (ZhihuiEngine *self)
{
  if (self != NULL)
    self->backend->free (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-alert-story.h"

static void
step_free (gpointer data)
{
  ZhihuiAlertStep *step = data;

  g_free (step->what);
  g_free (step->by);
  g_free (step->note);
  g_free (step);
}

/**
 * zhihui_alert_story_new:
 *
 * Returns: (transfer full): of an open alert of which nothing is told
 */
ZhihuiAlertStory *
zhihui_alert_story_new (void)
{
  ZhihuiAlertStory *self = g_new0 (ZhihuiAlertStory, 1);

  self->resolved_at = ZHIHUI_NO_INSTANT;
  self->steps = g_ptr_array_new_with_free_func (step_free);
  return self;
}

/**
 * zhihui_alert_story_free:
 * @self: (transfer full) (nullable): a story
 */
void
zhihui_alert_story_free (ZhihuiAlertStory *self)
{
  if (self == NULL)
    return;

  g_free (self->unit);
  g_free (self->meeting);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

/**
 * zhihui_alert_story_add_step:
 * @what: "raised", "level", "acknowledged", "resolved"
 * @at: seconds since the epoch
 *
 * Returns: (transfer none): the newest step, of which more may be told
 */
ZhihuiAlertStep *
zhihui_alert_story_add_step (ZhihuiAlertStory *self, const char *what, gint64 at)
{
  ZhihuiAlertStep *step = g_new0 (ZhihuiAlertStep, 1);

  step->what = g_strdup (what);
  step->at = at;
  g_ptr_array_add (self->steps, step);
  return step;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-announcement.h"

void
zhihui_announcement_free (ZhihuiAnnouncement *self)
{
  if (self == NULL)
    return;

  g_free (self->words);
  g_free (self);
}

/**
 * zhihui_announcement_copy:
 *
 * Returns: (transfer full): the same once more
 */
ZhihuiAnnouncement *
zhihui_announcement_copy (const ZhihuiAnnouncement *self)
{
  ZhihuiAnnouncement *copy = g_memdup2 (self, sizeof *self);

  copy->words = g_strdup (self->words);
  return copy;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-meeting-item.h"

/**
 * ZhihuiMeetingItem:
 *
 * A meeting in a list. It stays the same object while the meeting changes, so that selection and
 * place in the list hold.
 */
struct _ZhihuiMeetingItem
{
  GObject parent_instance;

  ZhihuiMeetings   *meetings; /* owned: holds @meeting */
  ZhihuiMeeting    *meeting;  /* borrowed */
  ZhihuiMeetingText text;     /* owned parts */
};

G_DEFINE_FINAL_TYPE (ZhihuiMeetingItem, zhihui_meeting_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clear_text (ZhihuiMeetingText *text)
{
  g_clear_pointer (&text->header, g_free);
  g_clear_pointer (&text->when, g_free);
  g_clear_pointer (&text->title, g_free);
  g_clear_pointer (&text->who, g_free);
  g_clear_pointer (&text->cases, g_free);
  g_clear_pointer (&text->standing, g_free);
}

static void
zhihui_meeting_item_finalize (GObject *object)
{
  ZhihuiMeetingItem *self = ZHIHUI_MEETING_ITEM (object);

  clear_text (&self->text);
  g_clear_pointer (&self->meetings, zhihui_meetings_unref);

  G_OBJECT_CLASS (zhihui_meeting_item_parent_class)->finalize (object);
}

static void
zhihui_meeting_item_class_init (ZhihuiMeetingItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = zhihui_meeting_item_finalize;

  /**
   * ZhihuiMeetingItem::changed:
   *
   * What it says is new.
   */
  signals[CHANGED] = g_signal_new (
    "changed", ZHIHUI_TYPE_MEETING_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
zhihui_meeting_item_init (ZhihuiMeetingItem *self)
{
}

ZhihuiMeetingItem *
zhihui_meeting_item_new (ZhihuiMeetings *meetings, ZhihuiMeeting *meeting)
{
  ZhihuiMeetingItem *self = g_object_new (ZHIHUI_TYPE_MEETING_ITEM, NULL);

  zhihui_meeting_item_set_meeting (self, meetings, meeting);
  return self;
}

const ZhihuiMeeting *
zhihui_meeting_item_get_meeting (ZhihuiMeetingItem *self)
{
  return self->meeting;
}

const ZhihuiMeetingText *
zhihui_meeting_item_get_text (ZhihuiMeetingItem *self)
{
  return &self->text;
}

void
zhihui_meeting_item_set_meeting (ZhihuiMeetingItem *self,
                                 ZhihuiMeetings    *meetings,
                                 ZhihuiMeeting     *meeting)
{
  ZhihuiMeetings *old = self->meetings;

  self->meetings = zhihui_meetings_ref (meetings);
  self->meeting = meeting;
  g_clear_pointer (&old, zhihui_meetings_unref);
}

static gboolean
is_same (const ZhihuiMeetingText *a, const ZhihuiMeetingText *b)
{
  return g_strcmp0 (a->header, b->header) == 0 && g_strcmp0 (a->when, b->when) == 0 &&
         g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->who, b->who) == 0 &&
         g_strcmp0 (a->cases, b->cases) == 0 && g_strcmp0 (a->standing, b->standing) == 0 &&
         a->is_now == b->is_now && a->is_over == b->is_over && a->is_late == b->is_late;
}

void
zhihui_meeting_item_take_text (ZhihuiMeetingItem *self, ZhihuiMeetingText *text)
{
  ZhihuiMeetingText old = self->text;

  if (is_same (&old, text))
    {
      clear_text (text);
      return;
    }
  self->text = *text;
  *text = (ZhihuiMeetingText){ 0 };
  clear_text (&old);
  g_signal_emit (self, signals[CHANGED], 0);
}

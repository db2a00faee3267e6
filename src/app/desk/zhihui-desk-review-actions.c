/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-desk-review-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "zhihui-calendar-writer.h"
#include "zhihui-copied-text.h"
#include "zhihui-desk-decision.h"
#include "zhihui-desk-export-log.h"
#include "zhihui-desk-plan.h"
#include "zhihui-join-link.h"
#include "zhihui-notice.h"

/* The link of the meeting as it may be opened, or NULL. It is nowhere written. */
static char *
make_link (ZhihuiDeskReview *self, const ZhihuiMeeting *meeting)
{
  const char *const *hosts = zhihui_source_get_join_hosts (zhihui_desk_get_source (self->desk));

  return meeting != NULL && meeting->join_url != NULL
           ? zhihui_join_link_check (meeting->join_url, hosts)
           : NULL;
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ZhihuiDeskReview) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (object), result, &error) || self->desk == NULL)
    return;
  /* The error may repeat the link. */
  zhihui_desk_tell (self->desk, _ ("No program of this machine opens the meeting"));
}

static void
join_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskReview *self = user_data;
  g_autofree char  *link = make_link (self, zhihui_desk_review_find_chosen (self));

  if (link == NULL)
    return;
  gtk_show_uri_full (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                     link,
                     GDK_CURRENT_TIME,
                     self->cancellable,
                     opened_cb,
                     g_object_ref (self));
}

static void
copy_passcode_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskReview    *self = user_data;
  const ZhihuiMeeting *meeting = zhihui_desk_review_find_chosen (self);
  g_autofree char     *link = make_link (self, meeting);
  g_autofree char     *passcode =
    link != NULL ? zhihui_join_link_find_passcode (meeting->join_url) : NULL;

  if (passcode == NULL)
    return;
  zhihui_copied_text_put (GTK_WIDGET (self), passcode, NULL);
  zhihui_desk_tell (self->desk, _ ("The passcode is copied"));
}

/* (transfer full) (nullable): where the meeting is held, if that is why it may not be joined */
static char *
find_refused_host (ZhihuiDeskReview *self, const ZhihuiMeeting *meeting)
{
  g_autofree char *link = make_link (self, meeting);
  g_autoptr (GUri) uri = NULL;

  if (link != NULL || meeting == NULL || meeting->join_url == NULL)
    return NULL;
  uri = g_uri_parse (meeting->join_url, G_URI_FLAGS_NONE, NULL);
  return uri != NULL && zhihui_join_link_is_host (g_uri_get_host (uri))
           ? g_strdup (g_uri_get_host (uri))
           : NULL;
}

/* For who may allow it: the host alone, for the rest of an address may be a key. */
static void
copy_obstacle_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskReview *self = user_data;
  g_autofree char  *host = find_refused_host (self, zhihui_desk_review_find_chosen (self));
  g_autofree char  *text = NULL;

  if (host == NULL)
    return;
  /* Translators: host of a meeting. */
  text = g_strdup_printf (_ ("Zhihui may not open meetings at the host %s. Where it is to be "
                             "trusted, name it in sources.conf, in the group of this source, as "
                             "join-hosts."),
                          host);
  zhihui_copied_text_put (GTK_WIDGET (self), text, NULL);
  zhihui_desk_tell (self->desk, _ ("Copied: pass it on to your administrator"));
}

/* ---- .ics ---- */

#define MOST_NAME_CHARS 60
#define CONTENT_KEY "zhihui-content" /* of the dialog: the bytes that it asks a place for */

/* One meeting as a calendar; its address only where it may be opened from here. */
static char *
write_calendar (ZhihuiDeskReview *self)
{
  ZhihuiSituation     *situation = zhihui_desk_get_situation (self->desk);
  ZhihuiMeta          *meta = zhihui_situation_get_meta (situation);
  const ZhihuiMeeting *meeting = zhihui_desk_review_find_chosen (self);
  g_autoptr (ZhihuiMeetings) list = NULL;
  ZhihuiMeeting *copy;

  if (meeting == NULL || meta == NULL)
    return NULL;

  list = zhihui_meetings_new ();
  copy = zhihui_meeting_copy (meeting);
  g_free (copy->join_url);
  copy->join_url = make_link (self, meeting);
  if (copy->changed_at == ZHIHUI_NO_INSTANT)
    copy->changed_at = zhihui_situation_get_as_of (situation);
  g_ptr_array_add (list->items, copy);
  list->stamp.as_of = zhihui_situation_get_as_of (situation);
  return zhihui_calendar_write (
    list, zhihui_situation_get_zone (situation), meta->title, meta->region);
}

static void
copy_ics_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskReview *self = user_data;
  g_autofree char  *text = write_calendar (self);

  if (text == NULL)
    return;
  zhihui_copied_text_put (GTK_WIDGET (self), text, "text/calendar");
  zhihui_desk_tell (self->desk, _ ("The meeting is copied as .ics"));
}

static void
file_chosen_cb (GtkNativeDialog *dialog, int response, ZhihuiDeskReview *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  GBytes *content = g_object_get_data (G_OBJECT (dialog), CONTENT_KEY);

  if (response == GTK_RESPONSE_ACCEPT && self->desk != NULL && file != NULL)
    zhihui_desk_hand_over (self->desk,
                           file,
                           &(ZhihuiLeaving){ .kind = "ics",
                                             .title = _ ("meeting.ics"),
                                             .content = content,
                                             .by = zhihui_desk_get_name (self->desk),
                                             .n_rows = 1 });
  g_object_unref (dialog);
}

/* (transfer full): "TITLE-2026-11-27.ics" */
static char *
make_ics_name (ZhihuiDeskReview *self)
{
  const ZhihuiMeeting *meeting = zhihui_desk_review_find_chosen (self);
  ZhihuiZone          *zone = zhihui_situation_get_zone (zhihui_desk_get_situation (self->desk));
  g_autofree char     *date = zhihui_date_format (zhihui_zone_day_of (zone, meeting->starts_at));
  g_autofree char     *title =
    g_utf8_substring (meeting->title, 0, MIN (g_utf8_strlen (meeting->title, -1), MOST_NAME_CHARS));

  g_strdelimit (title, "/\\:*?\"<>|\n\r\t", '-');
  return g_strdup_printf ("%s-%s.ics", title, date);
}

static void
save_ics_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskReview     *self = user_data;
  char                 *text = write_calendar (self);
  g_autofree char      *name = NULL;
  GtkFileChooserNative *dialog;

  if (text == NULL)
    return;
  name = make_ics_name (self);
  dialog = gtk_file_chooser_native_new (_ ("Save the Meeting"),
                                        GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                        GTK_FILE_CHOOSER_ACTION_SAVE,
                                        _ ("_Save"),
                                        NULL);
  g_object_set_data_full (G_OBJECT (dialog),
                          CONTENT_KEY,
                          g_bytes_new_take (text, strlen (text)),
                          (GDestroyNotify) g_bytes_unref);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---- elsewhere ---- */

static void
open_case_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskReview *self = user_data;
  GVariantDict      target;

  g_variant_dict_init (&target, NULL);
  g_variant_dict_insert (&target, "case", "s", g_variant_get_string (parameter, NULL));
  zhihui_desk_go (self->desk, "cases", g_variant_dict_end (&target));
}

/* ---- what the platform is told ---- */

static const char *const writing_scopes[] = { "desk", NULL };

static void
plan_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const none[] = { NULL };
  ZhihuiDeskReview        *self = user_data;
  g_autofree char         *hindrance = zhihui_desk_plan_dup_hindrance (self->desk);

  if (hindrance != NULL)
    zhihui_desk_tell (self->desk, hindrance);
  else
    zhihui_desk_plan_review (
      self->desk, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), none, NULL, "");
}

static void
decide_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskReview *self = user_data;

  if (self->chosen != NULL)
    zhihui_desk_decide (
      self->desk, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->chosen);
}

static void
decision_done_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ZhihuiDeskReview    *self = user_data;
  const char          *id = g_variant_get_string (parameter, NULL);
  const ZhihuiMeeting *meeting = zhihui_desk_review_find_chosen (self);

  for (guint i = 0; meeting != NULL && i < meeting->decisions->len; i++)
    {
      const ZhihuiDecision *one = meeting->decisions->pdata[i];

      if (g_strcmp0 (one->id, id) == 0)
        zhihui_desk_mark_done (self->desk,
                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                               meeting->id,
                               one->id,
                               one->text);
    }
}

/* The wall has one page for all of them: the one that goes on, else the next. */
static void
show_on_wall_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GVariantDict target;
  g_autoptr (GVariant) sunk = NULL;

  g_variant_dict_init (&target, NULL);
  g_variant_dict_insert (&target, "show", "s", "review");
  sunk = g_variant_ref_sink (g_variant_dict_end (&target));
  zhihui_desk_go (((ZhihuiDeskReview *) user_data)->desk, "wall", sunk);
}

/* Decisions are noted while a meeting goes on and until it is closed; of a calendar never. */
static gboolean
is_writable (ZhihuiDeskReview *self, const ZhihuiMeeting *meeting)
{
  g_autofree char *hindrance = NULL;

  if (meeting == NULL ||
      (meeting->state != ZHIHUI_MEETING_OPEN && meeting->state != ZHIHUI_MEETING_ENDED) ||
      g_strcmp0 (meeting->word, "closed") == 0 || g_str_has_prefix (meeting->id, "calendar-"))
    return FALSE;
  hindrance = zhihui_desk_dup_hindrance (self->desk, writing_scopes);
  return hindrance == NULL;
}

void
zhihui_desk_review_add_actions (ZhihuiDeskReview *self)
{
  static const GActionEntry entries[] = {
    { .name = "join", .activate = join_cb },
    { .name = "copy-passcode", .activate = copy_passcode_cb },
    { .name = "copy-obstacle", .activate = copy_obstacle_cb },
    { .name = "copy-ics", .activate = copy_ics_cb },
    { .name = "save-ics", .activate = save_ics_cb },
    { .name = "open-case", .activate = open_case_cb, .parameter_type = "s" },
    { .name = "plan", .activate = plan_cb },
    { .name = "decide", .activate = decide_cb },
    { .name = "show-on-wall", .activate = show_on_wall_cb },
    { .name = "decision-done", .activate = decision_done_cb, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (
    G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  zhihui_desk_review_judge_actions (self);
}

static void
enable (ZhihuiDeskReview *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* Why the meeting cannot be joined; "" where nobody wants to. */
static const char *
tell_obstacle (const ZhihuiMeeting *meeting, const char *link)
{
  if (link != NULL || meeting == NULL || zhihui_meeting_is_over (meeting))
    return "";
  if (meeting->join_url == NULL)
    return _ ("No address to join is told for this meeting.");
  return _ ("This desk may not open the service of this meeting yet. Ask your administrator to "
            "allow it: with the button beside, copy what he needs to know.");
}

/* What the platform and the wall can be told of it. */
static void
judge_telling (ZhihuiDeskReview *self, const ZhihuiMeeting *meeting, const char *hindrance)
{
  gboolean is_past = self->desk == NULL || zhihui_desk_is_past (self->desk);
  gboolean writable = self->desk != NULL && is_writable (self, meeting);

  enable (self, "plan", hindrance == NULL);
  gtk_widget_set_tooltip_text (self->plan_button, hindrance);
  enable (self, "show-on-wall", meeting != NULL && !is_past);
  enable (self, "decide", writable);
  enable (self, "decision-done", writable);
  zhihui_meeting_pane_set_writable (self->pane, writable);
}

/* What can be done with the meeting that is shown. */
void
zhihui_desk_review_judge_actions (ZhihuiDeskReview *self)
{
  const ZhihuiMeeting *meeting = self->desk != NULL ? zhihui_desk_review_find_chosen (self) : NULL;
  gboolean             goes_on = meeting != NULL && !zhihui_meeting_is_over (meeting);
  gboolean             is_missed = goes_on && zhihui_desk_is_past (self->desk);
  gboolean             open = goes_on && !is_missed;
  g_autofree char     *link = open ? make_link (self, meeting) : NULL;
  g_autofree char     *passcode =
    link != NULL ? zhihui_join_link_find_passcode (meeting->join_url) : NULL;
  g_autofree char *refused = open ? find_refused_host (self, meeting) : NULL;
  g_autofree char *hindrance =
    self->desk != NULL ? zhihui_desk_plan_dup_hindrance (self->desk) : g_strdup ("");

  judge_telling (self, meeting, hindrance);
  enable (self, "join", link != NULL);
  enable (self, "copy-passcode", passcode != NULL);
  enable (self, "copy-obstacle", refused != NULL);
  enable (self, "copy-ics", meeting != NULL);
  enable (self, "save-ics", meeting != NULL);
  zhihui_meeting_pane_set_join (
    self->pane, is_missed ? hindrance : tell_obstacle (meeting, link), passcode != NULL);
}

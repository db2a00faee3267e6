/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "acting-desk.h"

#include <string.h>

#include "widget-search.h"
#include "zhihui-alert-list.h"
#include "zhihui-http-source.h"

#define HEAD "{\"as_of\":\"2020-07-29T14:05:12+08:00\",\"revision\":\"r1\","
#define OVERDUE                                                                                    \
  "{\"id\":\"overdue-u014\",\"kind\":\"overdue\",\"level\":\"%s\",\"text\":\"3 件超期\","       \
  "\"unit\":{\"name\":\"执法局\"},\"raised_at\":\"2020-07-29T08:00:00+08:00\","                 \
  "\"acknowledged\":false,\"etag\":\"\\\"overdue-7\\\"\",\"count\":3}"
#define HARM                                                                                       \
  "{\"id\":\"sensitive-c-9\",\"kind\":\"sensitive\",\"level\":\"red\",\"text\":\"涉众诉求\","  \
  "\"unit\":null,\"raised_at\":\"2020-07-29T09:00:00+08:00\",\"acknowledged\":false,"              \
  "\"etag\":\"\\\"sensitive-1\\\"\",\"case\":\"c-9\",\"count\":1}"
#define NOTED                                                                                      \
  "{\"id\":\"stale-x\",\"kind\":\"stale\",\"level\":\"yellow\",\"text\":\"数据中断\","         \
  "\"unit\":null,\"raised_at\":\"2020-07-29T07:00:00+08:00\",\"acknowledged\":true,"               \
  "\"acknowledged_by\":\"赵六\",\"etag\":\"\\\"stale-2\\\"\",\"count\":1}"
#define STORY                                                                                      \
  ",\"story\":{\"unit\":\"u014\",\"meeting\":null,\"resolved_at\":null,\"steps\":["                \
  "{\"at\":\"2020-07-29T08:00:00+08:00\",\"what\":\"raised\",\"level\":\"yellow\",\"count\":1},"   \
  "{\"at\":\"2020-07-29T12:00:00+08:00\",\"what\":\"level\",\"level\":\"orange\",\"count\":3}]}"

/* As the platform tells it once it has the note that the tests take. */
#define TAKEN                                                                                      \
  ",\"story\":{\"unit\":\"u014\",\"meeting\":null,\"resolved_at\":null,\"steps\":["                \
  "{\"at\":\"2020-07-29T08:00:00+08:00\",\"what\":\"raised\",\"level\":\"yellow\",\"count\":1},"   \
  "{\"at\":\"2020-07-29T14:00:00+08:00\",\"what\":\"acknowledged\",\"level\":\"orange\","          \
  "\"count\":3,\"by\":\"王科长\",\"note\":\"已派人\"}]}"

/* All alerts, in the order of a platform, are more than it tells at once. */
static char *
make_full_list (const char *first)
{
  GString *text = g_string_new (HEAD "\"items\":[");

  g_string_append (text, first);
  for (guint i = 1; i < ZHIHUI_ALERT_LIST_MOST; i++)
    g_string_append_printf (text,
                            ",{\"id\":\"overdue-x%u\",\"kind\":\"overdue\",\"level\":\"blue\","
                            "\"text\":\"1 件超期\",\"unit\":null,"
                            "\"raised_at\":\"2020-07-29T08:00:00+08:00\",\"acknowledged\":false}",
                            i);
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

static char *
make_alerts (ActingDesk *self, const char *overdue, const char *query)
{
  if (g_strcmp0 (query, "state=acknowledged") == 0)
    return g_strdup_printf (HEAD "\"items\":[%s]}", NOTED);
  if (self->is_full)
    return make_full_list (overdue);
  if (self->is_gone)
    return g_strdup_printf (HEAD "\"items\":[%s,%s]}", HARM, NOTED);
  if (g_strcmp0 (query, "state=all") == 0)
    return g_strdup_printf (HEAD "\"items\":[%s,%s,%s]}", HARM, overdue, NOTED);
  return g_strdup_printf (HEAD "\"items\":[%s,%s]}", HARM, overdue);
}

static char *
make_answer (ActingDesk *self, const char *path, const char *query)
{
  g_autofree char *overdue = g_strdup_printf (OVERDUE, self->level);

  if (g_str_equal (path, "/meta"))
    return g_strdup_printf (HEAD "\"title\":\"般阳民生\",\"name\":\"淄川区\",\"region\":\"370302\","
                                 "\"scope\":\"%s\",\"peers\":[{\"id\":\"town\"}]}",
                            self->scope);
  if (g_str_equal (path, "/alerts"))
    return make_alerts (self, overdue, query);
  if (g_str_equal (path, "/alerts/overdue-u014"))
    return g_strdup_printf (HEAD "\"items\":[%s]%s}", overdue, self->is_taken ? TAKEN : STORY);
  if (g_str_equal (path, "/units"))
    return g_strdup (HEAD "\"items\":[{\"id\":\"u003\",\"name\":\"双杨镇\",\"peer\":\"town\"},"
                          "{\"id\":\"u014\",\"name\":\"执法局\",\"peer\":\"department\"}]}");
  return NULL;
}

static void
note_told (ActingDesk *self, SoupServerMessage *message, const char *path)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char         *seen = soup_message_headers_get_one (headers, "If-Match");
  SoupMessageBody    *body = soup_server_message_get_request_body (message);

  g_string_append_printf (
    self->told, "%s %s %.*s\n", path, seen != NULL ? seen : "-", (int) body->length, body->data);
}

static gboolean
answer (FakePlatform *platform, SoupServerMessage *message, gpointer user_data)
{
  ActingDesk      *self = user_data;
  GUri            *uri = soup_server_message_get_uri (message);
  const char      *path = g_uri_get_path (uri) + strlen ("/api/v1");
  gboolean         is_post = g_str_equal (soup_server_message_get_method (message), "POST");
  g_autofree char *body =
    is_post ? g_strdup ("{}") : make_answer (self, path, g_uri_get_query (uri));

  if (body == NULL)
    return FALSE;
  if (is_post)
    note_told (self, message, path);
  respond (message, is_post ? self->status : 200, "application/json", body);
  return TRUE;
}

static gboolean
is_settled (gpointer source)
{
  return zhihui_source_is_settled (source);
}

void
acting_desk_set_up (ActingDesk *self, gconstpointer scope)
{
  g_autoptr (GError) error = NULL;
  ZhihuiHttpSource *source;

  self->scope = scope;
  self->level = "orange";
  self->status = 200;
  self->told = g_string_new (NULL);
  self->platform = fake_platform_new ();
  fake_platform_set_fault (self->platform, answer, self);
  source = zhihui_http_source_new (fake_platform_get_url (self->platform), NULL, NULL, &error);
  g_assert_no_error (error);
  zhihui_http_source_set_token (source, "desk-token-0123456789");
  self->source = ZHIHUI_SOURCE (source);
  self->window =
    zhihui_desk_window_new (ADW_APPLICATION (g_application_get_default ()), self->source);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_present (GTK_WINDOW (self->window));
  await (is_settled, self->source, "it is read");
}

void
acting_desk_tear_down (ActingDesk *self, gconstpointer scope)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (self->source);
  fake_platform_free (self->platform);
  g_string_free (self->told, TRUE);
}

ZhihuiDesk *
acting_desk_get_desk (ActingDesk *self)
{
  return zhihui_desk_window_get_desk (ZHIHUI_DESK_WINDOW (self->window));
}

gboolean
acting_desk_shows_text (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (acting_desk_shows_text (child, text))
      return TRUE;
  return FALSE;
}

/* What a widget shows, and where. */
typedef struct
{
  GtkWidget  *widget;
  const char *text;
} Shown;

static gboolean
is_shown (gpointer user_data)
{
  const Shown *shown = user_data;

  return acting_desk_shows_text (shown->widget, shown->text);
}

void
acting_desk_await_text (GtkWidget *widget, const char *text)
{
  Shown shown = { widget, text };

  await (is_shown, &shown, text);
}

void
acting_desk_type_into (GtkWidget *root, const char *row, const char *text)
{
  GtkWidget *found = widget_search_row (root, row);

  g_assert_nonnull (found);
  gtk_editable_set_text (GTK_EDITABLE (found), text);
}

/**
 * acting_desk_find_dialog:
 *
 * Returns: (transfer none) (nullable): the one that asks something now
 */
AdwMessageDialog *
acting_desk_find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *i = windows; i != NULL; i = i->next)
    if (ADW_IS_MESSAGE_DIALOG (i->data) && gtk_widget_get_visible (i->data))
      return i->data;
  return NULL;
}

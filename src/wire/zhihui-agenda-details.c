/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-agenda-private.h"

#include <string.h>

#define MAX_LINKS 8
#define MAX_LINK_BYTES 2048
#define MAX_CATEGORIES 8
#define MAX_TEXT_BYTES (64 * 1024) /* of a place or description that is searched */

/* Where it ends in a running text; what is not ASCII ends it too. */
#define LINK_ENDS "<>\"'`()[]{}|^\\ "
/* Belongs to the sentence, not to the link. */
#define SENTENCE_ENDS ".,;:!"

static gboolean
is_https (const char *text)
{
  return g_ascii_strncasecmp (text, "https://", 8) == 0;
}

/* An address is ASCII that can be seen (RFC 3986). */
static gboolean
is_visible (const char *text)
{
  while (g_ascii_isgraph (*text))
    text++;

  return *text == '\0';
}

/* What follows "?" or "#" may be a passcode; so may a name before "@". */
static void
add_link (ZhihuiAgendaMeeting *meeting, const char *text, gsize length)
{
  g_autofree char *link = g_strndup (text, length);
  const char      *authority;

  if (meeting->links->len >= MAX_LINKS || length > MAX_LINK_BYTES || !is_https (link) ||
      !is_visible (link))
    return;

  authority = link + strlen ("https://");
  if (memchr (authority, '@', strcspn (authority, "/?#\\")) != NULL)
    return;

  link[strcspn (link, "?#")] = '\0';
  for (guint i = 0; i < meeting->links->len; i++)
    if (g_str_equal (meeting->links->pdata[i], link))
      return;
  g_ptr_array_add (meeting->links, g_steal_pointer (&link));
}

static void
search_text (ZhihuiAgendaMeeting *meeting, const char *text)
{
  const char *end = text + strnlen (text, MAX_TEXT_BYTES);

  for (const char *at = text; at < end;)
    {
      const char *start = at;
      gsize       length = 0;

      if (!is_https (at))
        {
          at++;
          continue;
        }

      while (at < end && g_ascii_isgraph (*at) && strchr (LINK_ENDS, *at) == NULL)
        at++;
      length = (gsize) (at - start);
      while (length > 0 && strchr (SENTENCE_ENDS, start[length - 1]) != NULL)
        length--;
      add_link (meeting, start, length);
    }
}

static const char *
get_text (icalproperty *property)
{
  icalvalue     *value = icalproperty_get_value (property);
  icalvalue_kind kind = value != NULL ? icalvalue_isa (value) : ICAL_NO_VALUE;

  if (kind == ICAL_URI_VALUE)
    return icalvalue_get_uri (value);
  if (kind == ICAL_TEXT_VALUE)
    return icalvalue_get_text (value);
  return kind == ICAL_X_VALUE ? icalvalue_get_x (value) : NULL;
}

static void
read_links_of (icalcomponent       *event,
               icalproperty_kind    kind,
               const char          *name,
               gboolean             is_text,
               ZhihuiAgendaMeeting *meeting)
{
  for (icalproperty *property = icalcomponent_get_first_property (event, kind); property != NULL;
       property = icalcomponent_get_next_property (event, kind))
    {
      const char *its_name = name != NULL ? icalproperty_get_x_name (property) : NULL;
      const char *text;

      if (name != NULL && (its_name == NULL || g_ascii_strcasecmp (its_name, name) != 0))
        continue;

      text = get_text (property);
      if (text == NULL)
        continue;
      if (is_text)
        search_text (meeting, text);
      else
        add_link (meeting, text, strlen (text));
    }
}

/* The surest place first. */
static void
read_links (icalcomponent *event, ZhihuiAgendaMeeting *meeting)
{
  static const struct
  {
    icalproperty_kind kind;
    const char       *name; /* of an X- property */
    gboolean          is_text;
  } places[] = {
    { ICAL_CONFERENCE_PROPERTY, NULL, FALSE },
    { ICAL_X_PROPERTY, "X-GOOGLE-CONFERENCE", FALSE },
    { ICAL_X_PROPERTY, "X-MICROSOFT-SKYPETEAMSMEETINGURL", FALSE },
    { ICAL_URL_PROPERTY, NULL, FALSE },
    { ICAL_LOCATION_PROPERTY, NULL, TRUE },
    { ICAL_DESCRIPTION_PROPERTY, NULL, TRUE },
  };

  meeting->links = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    read_links_of (event, places[i].kind, places[i].name, places[i].is_text, meeting);
}

static void
add_categories (ZhihuiAgendaMeeting *meeting, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, ",", MAX_CATEGORIES + 1);

  for (guint i = 0; words[i] != NULL && meeting->categories->len < MAX_CATEGORIES; i++)
    {
      g_autofree char *word = zhihui_agenda_make_title (words[i]);

      if (*word != '\0')
        g_ptr_array_add (meeting->categories, g_steal_pointer (&word));
    }
}

static void
read_categories (icalcomponent *event, ZhihuiAgendaMeeting *meeting)
{
  meeting->categories = g_ptr_array_new_with_free_func (g_free);
  for (icalproperty *property = icalcomponent_get_first_property (event, ICAL_CATEGORIES_PROPERTY);
       property != NULL;
       property = icalcomponent_get_next_property (event, ICAL_CATEGORIES_PROPERTY))
    {
      const char *text = get_text (property);

      if (text != NULL)
        add_categories (meeting, text);
    }
}

/* The name alone: the address is of a person. */
static void
read_organizer (icalcomponent *event, ZhihuiAgendaMeeting *meeting)
{
  icalproperty  *property = icalcomponent_get_first_property (event, ICAL_ORGANIZER_PROPERTY);
  icalparameter *name =
    property != NULL ? icalproperty_get_first_parameter (property, ICAL_CN_PARAMETER) : NULL;
  const char *text = name != NULL ? icalparameter_get_cn (name) : NULL;

  if (text != NULL && strchr (text, '@') == NULL)
    meeting->organizer = zhihui_agenda_make_title (text);
}

/**
 * zhihui_agenda_read_details: (skip)
 * @event: a VEVENT
 * @meeting: without them yet
 */
void
zhihui_agenda_read_details (icalcomponent *event, ZhihuiAgendaMeeting *meeting)
{
  read_links (event, meeting);
  read_categories (event, meeting);
  read_organizer (event, meeting);
}

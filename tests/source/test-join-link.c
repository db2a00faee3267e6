/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-join-link.h"

static const char *const hosts[] = {
  "meeting.example.cn", "*.conf.example", "vc.example:8443", "xn--fiqs8s.example", NULL
};

static void
test_only_named_hosts_are_offered (void)
{
  static const struct
  {
    const char *text, *link;
  } cases[] = {
    { "https://meeting.example.cn/dm/Ab1", "https://meeting.example.cn/dm/Ab1" },
    { "HTTPS://Meeting.Example.CN/dm/Ab1", "https://meeting.example.cn/dm/Ab1" },
    { "https://meeting.example.cn:443/x", "https://meeting.example.cn/x" },
    { "https://meeting.example.cn", "https://meeting.example.cn" },
    /* A passcode stays behind. */
    { "https://meeting.example.cn/j/1?pwd=4321#room", "https://meeting.example.cn/j/1" },
    { "https://a.conf.example/x%2Fy", "https://a.conf.example/x%2Fy" },
    { "https://a.b.conf.example/", "https://a.b.conf.example/" },
    { "https://vc.example:8443/x", "https://vc.example:8443/x" },
    { "https://xn--fiqs8s.example/x", "https://xn--fiqs8s.example/x" },
    /* Other schemes. */
    { "http://meeting.example.cn/", NULL },
    { "javascript:alert(1)", NULL },
    { "javascript://meeting.example.cn/%0aalert(1)", NULL },
    { "data:text/html,https://meeting.example.cn/", NULL },
    { "file:///etc/passwd", NULL },
    { "//meeting.example.cn/", NULL },
    { "meeting.example.cn", NULL },
    { "", NULL },
    /* Another host that looks like it. */
    { "https://meeting.example.cn@evil.example/", NULL },
    { "https://user:1234@meeting.example.cn/", NULL },
    { "https://@meeting.example.cn/", NULL },
    { "https://meeting.example.cn.evil.example/", NULL },
    { "https://evilmeeting.example.cn/", NULL },
    { "https://x.meeting.example.cn/", NULL },
    { "https://conf.example/", NULL },
    { "https://evilconf.example/", NULL },
    { "https://.conf.example/", NULL },
    { "https://evil.example/meeting.example.cn", NULL },
    { "https://evil.example\\@meeting.example.cn/", NULL },
    { "https:\\\\meeting.example.cn\\x", NULL },
    { "https://meeting.example.cn./", NULL },
    { "https://meeting..example.cn/", NULL },
    { "https://xn--meetng-4va.example.cn/", NULL },
    { "https://m\xd0\xb5"
      "eting.example.cn/",
      NULL },
    { "https://meeting%2eexample.cn/", NULL },
    { "https://meeting.example.cn%00.evil.example/", NULL },
    { "https://[::1]/", NULL },
    { "https:///x", NULL },
    /* Other ports. */
    { "https://meeting.example.cn:8443/", NULL },
    { "https://meeting.example.cn:80/", NULL },
    { "https://vc.example/x", NULL },
    { "https://meeting.example.cn:99999/", NULL },
    /* What no address has. */
    { " https://meeting.example.cn/", NULL },
    { "https://meeting.example.cn/\nx", NULL },
    { "https://meeting.example.cn/\t", NULL },
    { "https://meeting.example.cn /", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *link = zhihui_join_link_check (cases[i].text, hosts);

      if (g_strcmp0 (link, cases[i].link) != 0)
        g_error ("'%s' became '%s'", cases[i].text, link);
    }
}

static void
test_passcode_is_what_a_person_may_type (void)
{
  static const struct
  {
    const char *text, *passcode;
  } cases[] = {
    { "https://meeting.example.cn/j/1?pwd=4321#room", "4321" },
    { "https://meeting.example.cn/j/1?a=b&PassCode=x%2Dy", "x-y" },
    { "https://meeting.example.cn/j/1?pin=9&pwd=4321", "9" },
    { "https://meeting.example.cn/j/1?pwd=&password=77", "77" },
    { "https://meeting.example.cn/j/1", NULL },
    { "https://meeting.example.cn/j/pwd=4321", NULL },
    { "https://meeting.example.cn/j/1#?pwd=4321", NULL },
    { "https://meeting.example.cn/j/1?mypwd=4321", NULL },
    /* What would do more than be typed. */
    { "https://meeting.example.cn/j/1?pwd=12%0A34", NULL },
    { "https://meeting.example.cn/j/1?pwd=a%20b", NULL },
    { "https://meeting.example.cn/j/1?pwd=%3Cb%3E", NULL },
    { "https://meeting.example.cn/j/1?pwd="
      "00000000000000000000000000000000000000000000000000000000000000000",
      NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *passcode = zhihui_join_link_find_passcode (cases[i].text);

      if (g_strcmp0 (passcode, cases[i].passcode) != 0)
        g_error ("'%s' has '%s'", cases[i].text, passcode);
    }
}

static void
test_without_a_list_nothing_is_offered (void)
{
  const char *const none[] = { NULL };

  g_assert_null (zhihui_join_link_check ("https://meeting.example.cn/", NULL));
  g_assert_null (zhihui_join_link_check ("https://meeting.example.cn/", none));
}

static void
test_entry_is_a_name_and_perhaps_a_port (void)
{
  static const struct
  {
    const char *entry;
    gboolean    is_host;
  } cases[] = {
    { "meeting.example.cn", TRUE },
    { "*.example.cn", TRUE },
    { "a.example:8443", TRUE },
    { "", FALSE },
    { "*", FALSE },
    { "*.", FALSE },
    { "https://a.example", FALSE },
    { "a.example/x", FALSE },
    { "a.example:0", FALSE },
    { "a.example:https", FALSE },
    { "*.*.example", FALSE },
    { "a.example.", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    if (zhihui_join_link_is_host (cases[i].entry) != cases[i].is_host)
      g_error ("'%s'", cases[i].entry);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/join-link/only-named-hosts-are-offered", test_only_named_hosts_are_offered);
  g_test_add_func ("/join-link/passcode-is-what-a-person-may-type",
                   test_passcode_is_what_a_person_may_type);
  g_test_add_func ("/join-link/without-a-list-nothing-is-offered",
                   test_without_a_list_nothing_is_offered);
  g_test_add_func ("/join-link/entry-is-a-name-and-perhaps-a-port",
                   test_entry_is_a_name_and_perhaps_a_port);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-public-text.h"

static const struct
{
  const char *text, *shown;
} cases[] = {
  { "昆仑镇征地后续款项兑付", "昆仑镇征地后续款项兑付" },
  { "2026.7.29 供水会", "2026.7.29 供水会" },
  { "12345 热线联席会", "12345 热线联席会" },
  { "会前请看https://a.example.cn/b?pwd=1和附件", "会前请看***和附件" },
  { "www.example.org/x 上报名", "*** 上报名" },
  { "vc.example.com:8443/room", "***" },
  { "wemeet://page/inmeeting?meeting_code=123456789", "***" },
  { "会议号 613 204 887", "会议号 ***" },
  { "供水会 613 204 887", "供水会 ***" },
  { "密码：abc-9", "密码：***" },
  { "", "" },
};

static void
what_opens_a_meeting_is_stars_and_the_rest_stays (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = zhihui_public_text (cases[i].text);

      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
numbers_of_persons_are_hidden (void)
{
  g_autofree char *shown = zhihui_public_text ("请拨13800138000");

  g_assert_cmpstr (shown, !=, "请拨13800138000");
  g_assert_null (g_strstr_len (shown, -1, "13800138000"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/public-text/what-opens-a-meeting-is-stars-and-the-rest-stays",
                   what_opens_a_meeting_is_stars_and_the_rest_stays);
  g_test_add_func ("/public-text/numbers-of-persons-are-hidden", numbers_of_persons_are_hidden);
  return g_test_run ();
}

window.YTD.tweets.part0 = [
  { "tweet" : { "id_str" : "88001", "created_at" : "Tue Mar 04 18:40:00 +0000 2031",
      "full_text" : "Рада не голосувала за збір. Голосування буде у четвер, 6 березня.", "lang" : "uk" } },
  { "tweet" : { "id_str" : "88002", "in_reply_to_status_id_str" : "88001", "created_at" : "Wed Mar 05 06:10:00 +0000 2031",
      "full_text" : "Уточнюю: \"за\" були двоє з дев’яти.", "lang" : "uk" } }
]

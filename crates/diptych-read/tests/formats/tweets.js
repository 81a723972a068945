window.YTD.tweets.part0 = [
  {
    "tweet" : {
      "edit_info" : { "initial" : { "editTweetIds" : ["77001"], "editableUntil" : "2031-03-04T20:15:00.000Z" } },
      "retweeted" : false, "source" : "<a href=\"https://x.example\">Web</a>",
      "entities" : { "hashtags" : [ ], "user_mentions" : [ { "name" : "Port Lenna", "screen_name" : "portlenna" } ] },
      "id_str" : "77001", "in_reply_to_status_id_str" : "76990",
      "created_at" : "Tue Mar 04 19:15:00 +0000 2031",
      "full_text" : "@portlenna You agreed to May 1 &amp; you know it.", "lang" : "en"
    }
  },
  { "tweet" : { "id_str" : "77002", "created_at" : "Wed Mar 05 07:00:00 +0000 2031", "full_text" : "Read the minutes.\nAll of them.", "lang" : "en" } }
]

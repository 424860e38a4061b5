"""The words of the invented network: code lists as mission and open data have them, names of people and places, and how often each occurs."""

# The ministry's code of a service, its name in the open data, and the office type it counts as. No list of the program is read, so that a wrong
# one there is noticed.
SERVICES = [line.split(" ") for line in """\
110 訪問介護 home-care
120 訪問入浴介護 home-bathing
130 訪問看護 home-nursing
140 訪問リハビリテーション home-rehabilitation
150 通所介護 day-care
155 通所介護（療養通所介護） medical-day-care
160 通所リハビリテーション day-rehabilitation
170 福祉用具貸与 welfare-equipment
210 短期入所生活介護 short-stay
220 短期入所療養介護（介護老人保健施設） medical-short-stay
230 短期入所療養介護(療養病床を有する病院等） medical-short-stay
320 認知症対応型共同生活介護 group-home
331 特定施設入居者生活介護（有料老人ホーム） specified-facility
332 特定施設入居者生活介護（軽費老人ホーム） specified-facility
334 特定施設入居者生活介護（有料老人ホーム（サービス付き高齢者向け住宅）） specified-facility
361 地域密着型特定施設入居者生活介護（有料老人ホーム） specified-facility
362 地域密着型特定施設入居者生活介護（軽費老人ホーム） specified-facility
364 地域密着型特定施設入居者生活介護（有料老人ホーム（サービス付き高齢者向け住宅）） specified-facility
410 特定福祉用具販売 welfare-equipment
430 居宅介護支援 care-management
510 介護老人福祉施設 special-nursing-home
520 介護老人保健施設 geriatric-health-facility
540 地域密着型介護老人福祉施設入所者生活介護 special-nursing-home
550 介護医療院 integrated-medical-facility
551 短期入所療養介護（介護医療院） medical-short-stay
710 夜間対応型訪問介護 night-care
720 認知症対応型通所介護 dementia-day-care
730 小規模多機能型居宅介護 small-multifunctional
760 定期巡回・随時対応型訪問介護看護 regular-visit
770 看護小規模多機能型居宅介護（複合型サービス） nursing-small-multifunctional
780 地域密着型通所介護 community-day-care
medical 医療機関 clinic""".splitlines()]

# Offices that the open data at hand has not: type, its label in the list of offices, the name of the service on its licence or none, its share, how
# it is called, and in kana.
INVENTED = [line.split(" ") for line in """\
clinic 医科診療所 医療機関 22 {}クリニック {}クリニック
pharmacy 保険薬局 医療機関 24 {}薬局 {}ヤッキョク
dental-clinic 歯科診療所 医療機関 9 {}歯科医院 {}シカイイン
hospital 病院 医療機関 4 {}病院 {}ビョウイン
care-management 居宅介護支援 居宅介護支援 14 居宅介護支援事業所{} キョタクカイゴシエンジギョウショ{}
home-nursing 訪問看護 訪問看護 8 訪問看護ステーション{} ホウモンカンゴステーション{}
home-care 訪問介護 訪問介護 8 ヘルパーステーション{} ヘルパーステーション{}
day-care 通所介護 通所介護 3 デイサービスセンター{} デイサービスセンター{}
community-support-centre 地域包括支援センター - 4 {}地域包括支援センター {}チイキホウカツシエンセンター
government 行政 - 2 大崎市{}総合支所 オオサキシ{}ソウゴウシショ
disability-welfare 障害福祉 - 2 相談支援事業所{} ソウダンシエンジギョウショ{}""".splitlines()]

PROFESSIONS = dict(line.split(" ") for line in """\
doctor 医師
dentist 歯科医師
pharmacist 薬剤師
nurse 看護師
assistant-nurse 准看護師
public-health-nurse 保健師
midwife 助産師
medical-social-worker 医療ソーシャルワーカー
physical-therapist 理学療法士
occupational-therapist 作業療法士
speech-therapist 言語聴覚士
dental-hygienist 歯科衛生士
registered-dietitian 管理栄養士
dietitian 栄養士
care-manager 介護支援専門員
care-worker 介護福祉士
home-helper 訪問介護員
social-worker 社会福祉士
counsellor 相談員
civil-servant 行政職員
clerk 事務員
other その他""".splitlines())
# What else people write for a profession.
ALSO = {"care-manager": "ケアマネ", "nurse": "Ns", "physical-therapist": "PT", "home-helper": "ヘルパー", "medical-social-worker": "MSW"}

# Who works where: how large such an office is, and its professions with their weights; other types are as the last line.
STAFF = {
    "clinic": (4, "doctor 40 nurse 40 assistant-nurse 10 clerk 8 other 2"),
    "pharmacy": (4, "pharmacist 88 clerk 12"),
    "dental-clinic": (3, "dentist 55 dental-hygienist 40 clerk 5"),
    "hospital": (25, "doctor 22 nurse 34 medical-social-worker 12 physical-therapist 9 occupational-therapist 6 speech-therapist 4 midwife 2"
                     " registered-dietitian 5 pharmacist 6"),
    "care-management": (5, "care-manager 96 clerk 4"),
    "home-nursing": (8, "nurse 66 assistant-nurse 9 physical-therapist 14 occupational-therapist 9 clerk 2"),
    "home-care": (7, "home-helper 45 care-worker 50 clerk 5"),
    "community-support-centre": (6, "public-health-nurse 34 social-worker 33 care-manager 33"),
    "government": (6, "civil-servant 70 public-health-nurse 30"),
    "disability-welfare": (3, "counsellor 60 social-worker 40"),
    "home-rehabilitation": (5, "physical-therapist 50 occupational-therapist 40 speech-therapist 10"),
    "geriatric-health-facility": (7, "nurse 30 care-worker 30 counsellor 20 physical-therapist 15 dietitian 5"),
    "welfare-equipment": (3, "other 70 clerk 30"),
    "": (4, "care-worker 55 nurse 18 counsellor 20 clerk 4 other 3"),
}

MUNICIPALITIES = {"042153": "宮城県大崎市", "044440": "宮城県加美郡色麻町", "044458": "宮城県加美郡加美町", "045012": "宮城県遠田郡涌谷町",
                  "045055": "宮城県遠田郡美里町", "042137": "宮城県栗原市", "042129": "宮城県登米市"}

PLACES = ("古川 フルカワ,鳴子 ナルコ,岩出山 イワデヤマ,松山 マツヤマ,三本木 サンボンギ,鹿島台 カシマダイ,田尻 タジリ,荒雄 アラオ,江合 エアイ,"
          "志田 シダ,高倉 タカクラ,敷玉 シキタマ,長岡 ナガオカ,宮沢 ミヤザワ,清滝 キヨタキ,富永 トミナガ,栗駒 クリコマ,薬莱 ヤクライ,化女沼 ケジョヌマ,"
          "蕪栗 カブクリ,品井沼 シナイヌマ,南郷 ナンゴウ,中新田 ナカニイダ,鬼首 オニコウベ").split(",")
KINDS = ("さくら サクラ,ひまわり ヒマワリ,あおば アオバ,みどり ミドリ,すみれ スミレ,こすもす コスモス,わかば ワカバ,かえで カエデ,やまびこ ヤマビコ,"
         "せせらぎ セセラギ,のぞみ ノゾミ,ひかり ヒカリ").split(",")
FAMILY = ("氷室 ヒムロ,髙清水 タカシミズ,岩﨑 イワサキ,鳴子 ナルコ,𠮷田 ヨシダ,三本木 サンボンギ,鹿島台 カシマダイ,松山 マツヤマ,田尻 タジリ,岩出山 イワデヤマ,"
          "古川 フルカワ,薬師 ヤクシ,栗駒 クリコマ,荒雄 アラオ,江合 エアイ,渋井 シブイ,化女沼 ケジョヌマ,蕪栗 カブクリ,品井 シナイ,小牛田 コゴタ,"
          "佐々木 ササキ,髙橋 タカハシ,早坂 ハヤサカ,遊佐 ユサ,千葉 チバ,菅原 スガワラ,門間 モンマ,加美 カミ,鬼首 オニコウベ,色麻 シカマ,南郷 ナンゴウ,"
          "不動堂 フドウドウ,涌谷 ワクヤ,登米 トメ,若柳 ワカヤナギ,一迫 イチハサマ,築館 ツキダテ,金成 カンナリ,鶯沢 ウグイスザワ,花山 ハナヤマ,"
          "渡邉 ワタナベ,齋藤 サイトウ,冨樫 トガシ,大﨑 オオサキ,熊谷 クマガイ,及川 オイカワ,相澤 アイザワ,佐藤 サトウ").split(",")
GIVEN = ("さやか サヤカ,蓮 レン,みどり ミドリ,誠 マコト,陽子 ヨウコ,大輔 ダイスケ,千夏 チナツ,健 ケン,美和 ミワ,徹 トオル,花子 ハナコ,一郎 イチロウ,"
         "真由美 マユミ,翔太 ショウタ,美咲 ミサキ,隆 タカシ,恵 メグミ,拓也 タクヤ,直美 ナオミ,亮 リョウ,由紀 ユキ,修 オサム,香織 カオリ,洋平 ヨウヘイ,"
         "智子 トモコ,剛 ツヨシ,裕子 ユウコ,浩 ヒロシ,優 ユウ,和也 カズヤ,明美 アケミ,学 マナブ,綾 アヤ,茂 シゲル,玲奈 レイナ,勇 イサム,佳代 カヨ,純 ジュン,"
         "里美 サトミ,博 ヒロシ").split(",")

METRICS = ("login_days", "logins", "posts", "reads", "files", "groups")
METRIC_HEADINGS = ("ログイン日数", "ログイン数", "投稿数", "既読数", "ファイル数", "グループ数")
RESULTS = {"attended": "受講", "passed": "合格", "failed": "不合格", "absent": "欠席"}

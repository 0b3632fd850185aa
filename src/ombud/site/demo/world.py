"""Who lives in the demo world, what is sold there, and what was bought: five platforms that never meet."""

from typing import NamedTuple


class Someone(NamedTuple):
    """A person of the demo: handle, kind, role, name, language, phone, and for a member the shop."""

    handle: str
    kind: str
    role: str
    name: str
    language: str
    phone: str = ""
    shop: str = ""


class Goods(NamedTuple):
    """Something a shop sells: its price in minor units."""

    id: str
    shop: str
    title: str
    specification: str
    price: int
    after_sales: str


class Market(NamedTuple):
    """One platform with its people and shops."""

    slug: str
    name: str
    pack: str
    zone: str
    prefix: str
    currency: str
    phone: str
    payment: str
    languages: tuple[str, ...]
    people: tuple[Someone, ...]
    shops: tuple[tuple[str, str, str], ...]
    goods: tuple[Goods, ...]


SEVEN_DAYS = "七天无理由退货，质量问题运费由商家承担。"
FOURTEEN_DAYS = "Devolución en 14 días; si hay un defecto, el envío corre por nuestra cuenta."

TIANSHAN = Market(
    slug="tianshan",
    name="天山集市",
    pack="wechat",
    zone="Asia/Shanghai",
    prefix="TS",
    currency="CNY",
    phone="95017",
    payment="微信支付",
    languages=("zh-hans", "zh-hant", "en", "es"),
    people=(
        Someone("lin", "consumer", "", "林晓梅", "zh-hans", "13800001234"),
        Someone("chen", "consumer", "", "陈志远", "zh-hans", "13911115678"),
        Someone("wong", "consumer", "", "黃美玲", "zh-hant", "85251236789"),
        Someone("emma", "consumer", "", "Emma Clark", "en", "13722224321"),
        Someone("su", "member", "owner", "苏晴", "zh-hans", shop="lanting"),
        Someone("qi", "member", "service", "齐磊", "zh-hans", shop="lanting"),
        Someone("gao", "member", "owner", "高远", "zh-hans", shop="beifeng"),
        Someone("bai", "member", "viewer", "白露", "en", shop="beifeng"),
        Someone("he", "reviewer", "reviewer", "何静", "zh-hans"),
        Someone("luo", "reviewer", "reviewer", "罗凯", "en"),
        Someone("zhao", "reviewer", "senior", "赵敏", "zh-hans"),
        Someone("admin", "admin", "admin", "平台管理员", "zh-hans"),
    ),
    shops=(("lanting", "兰亭衣舍", "女装"), ("beifeng", "北风户外", "户外服饰")),
    goods=(
        Goods("plaid-dress", "lanting", "格纹羊毛连衣裙", "灰色 M", 32900, SEVEN_DAYS),
        Goods("striped-dress", "lanting", "条纹棉质连衣裙", "黑白 S", 16800, SEVEN_DAYS),
        Goods("yellow-dress", "lanting", "鹅黄吊带裙", "黄色 M", 19900, SEVEN_DAYS),
        Goods("leaf-dress", "lanting", "叶纹雪纺长裙", "蓝绿 L", 25900, SEVEN_DAYS),
        Goods("blue-dress", "lanting", "宝蓝直筒裙", "宝蓝 M", 21900, SEVEN_DAYS),
        Goods("crochet-hat", "lanting", "手钩毛线帽", "湖蓝", 6900, SEVEN_DAYS),
        Goods("check-shirt", "lanting", "格子衬衫", "粉格 M", 15900, SEVEN_DAYS),
        Goods("denim-skirt", "lanting", "牛仔半身裙", "水洗蓝 S", 13900, SEVEN_DAYS),
        Goods("padded-vest", "beifeng", "轻羽绒马甲", "粉色 S", 29900, SEVEN_DAYS),
        Goods("rain-jacket", "beifeng", "防泼水连帽外套", "藏青 L", 45900, SEVEN_DAYS),
        Goods("winter-coat", "beifeng", "极地鹅绒大衣", "灰色 L", 1289900, SEVEN_DAYS),
        Goods("blue-jeans", "beifeng", "直筒牛仔裤", "浅蓝 32", 23900, SEVEN_DAYS),
        Goods("pattern-jumper", "beifeng", "费尔岛毛衣", "彩色 M", 38900, SEVEN_DAYS),
    ),
)

RIO = Market(
    slug="rio",
    name="Mercado del Río",
    pack="market",
    zone="Europe/Madrid",
    prefix="MR",
    currency="EUR",
    phone="+34 900 000 000",
    payment="Tarjeta",
    languages=("es", "en"),
    people=(
        Someone("lucia", "consumer", "", "Lucía Fernández", "es", "600111222"),
        Someone("mateo", "consumer", "", "Mateo Ruiz", "es", "600333444"),
        Someone("carmen", "member", "owner", "Carmen Vidal", "es", shop="hilo"),
        Someone("pilar", "reviewer", "reviewer", "Pilar Soto", "es"),
        Someone("andres", "reviewer", "senior", "Andrés Gil", "es"),
    ),
    shops=(("hilo", "Hilo y Lana", "Ropa artesana"),),
    goods=(
        Goods("wool-hat", "hilo", "Gorro de lana", "Rosa", 2400, FOURTEEN_DAYS),
        Goods("white-jumper", "hilo", "Jersey blanco de algodón", "M", 4900, FOURTEEN_DAYS),
        Goods("blue-shirt", "hilo", "Camisa azul", "L", 3800, FOURTEEN_DAYS),
        Goods("leather-flats", "hilo", "Bailarinas de cuero", "38", 5900, FOURTEEN_DAYS),
    ),
)

XIAOMAN = Market(
    slug="xiaoman",
    name="小满微市",
    pack="weidian",
    zone="Asia/Shanghai",
    prefix="XM",
    currency="CNY",
    phone="400-000-0000",
    payment="零钱支付",
    languages=("zh-hans", "zh-hant", "en", "es"),
    people=(
        Someone("wu", "consumer", "", "吴倩", "zh-hans", "13600002468"),
        Someone("ho", "consumer", "", "何嘉欣", "zh-hant", "85298761234"),
        Someone("daniel", "consumer", "", "Daniel Reed", "en", "13688885555"),
        Someone("shen", "member", "owner", "沈青禾", "zh-hans", shop="qinghe"),
        Someone("gu", "member", "service", "顾一帆", "zh-hans", shop="qinghe"),
        Someone("yao", "member", "viewer", "姚敏", "zh-hans", shop="qinghe"),
        Someone("olivia", "member", "owner", "Olivia Tan", "en", shop="olive"),
        Someone("kang", "member", "service", "康宁", "zh-hans", shop="olive"),
        Someone("ben", "member", "viewer", "Ben Foster", "en", shop="olive"),
        Someone("sun", "member", "owner", "孙浩", "zh-hans", shop="xiecang"),
        Someone("ruan", "member", "", "阮知夏", "zh-hans"),
        Someone("cheng", "member", "", "程小雨", "zh-hans"),
        Someone("jiang", "reviewer", "reviewer", "江雪", "zh-hans"),
        Someone("tang", "reviewer", "reviewer", "Tang Wei", "en"),
        Someone("fang", "reviewer", "senior", "方瑜", "zh-hans"),
    ),
    shops=(
        ("qinghe", "青禾手作", "手作服饰"),
        ("olive", "Olive & Oak 橄榄木", "棉麻女装"),
        ("xiecang", "老孙鞋仓", "鞋靴"),
    ),
    goods=(
        Goods("crochet-hat", "qinghe", "手工钩针渔夫帽 57 头围可调", "湖蓝", 8800, SEVEN_DAYS),
        Goods("wool-hat", "qinghe", "粗毛线护耳帽 亲子款", "樱粉", 6900, SEVEN_DAYS),
        Goods("pattern-jumper", "qinghe", "提花圆领毛衣 手工缝合", "彩色 M", 25900, SEVEN_DAYS),
        Goods("white-jumper", "qinghe", "羊毛混纺针织开衫", "米白 M", 21900, SEVEN_DAYS),
        Goods("denim-skirt", "qinghe", "旧牛仔改制半身裙", "水洗蓝 S", 15800, SEVEN_DAYS),
        Goods("leaf-dress", "olive", "叶纹亚麻长裙 Linen leaf dress", "蓝绿 L", 32900, SEVEN_DAYS),
        Goods("blue-dress", "olive", "棉质直筒裙 Cotton shift dress", "宝蓝 M", 26900, SEVEN_DAYS),
        Goods("check-shirt", "olive", "格子棉衬衫 Checked cotton shirt", "粉格 M", 18900, SEVEN_DAYS),
        Goods("rain-jacket", "olive", "轻便防雨外套 Light rain jacket", "藏青 L", 39900, SEVEN_DAYS),
        Goods("leather-flats", "xiecang", "真皮平底鞋 断码清仓", "38", 12900, SEVEN_DAYS),
    ),
)

CHUNFENG = Market(
    slug="chunfeng",
    name="春风小铺",
    pack="weixun",
    zone="Asia/Shanghai",
    prefix="CF",
    currency="CNY",
    phone="400-000-0000",
    payment="微信支付",
    languages=("zh-hans", "zh-hant", "en", "es"),
    people=(
        Someone("mei", "consumer", "", "梅若溪", "zh-hans", "13500009876"),
        Someone("tao", "member", "owner", "陶然", "zh-hans", shop="yunxi"),
        Someone("peng", "reviewer", "reviewer", "彭越", "zh-hans"),
        Someone("ye", "reviewer", "senior", "叶知秋", "zh-hans"),
    ),
    shops=(("yunxi", "云溪严选", "服饰"),),
    goods=(
        Goods("white-jumper", "yunxi", "澳洲纯羊绒开衫", "米白 M", 49900, SEVEN_DAYS),
        Goods("leather-flats", "yunxi", "意大利手工真皮平底鞋", "38", 39900, SEVEN_DAYS),
    ),
)

LINLI = Market(
    slug="linli",
    name="邻里拼单",
    pack="pinduoduo",
    zone="Asia/Shanghai",
    prefix="LL",
    currency="CNY",
    phone="400-000-0000",
    payment="微信支付",
    languages=("zh-hans", "zh-hant", "en", "es"),
    people=(
        Someone("fan", "consumer", "", "范晓月", "zh-hans", "13400001357"),
        Someone("ding", "consumer", "", "丁一鸣", "zh-hans", "13411112468"),
        Someone("deng", "consumer", "", "鄧慧珊", "zh-hant", "85260123456"),
        Someone("grace", "consumer", "", "Grace Miller", "en", "13422223579"),
        Someone("rosa", "consumer", "", "Rosa Giménez", "es", "13433334680"),
        Someone("luyao", "member", "owner", "路瑶", "zh-hans", shop="huali"),
        Someone("mo", "member", "service", "莫小满", "zh-hans", shop="huali"),
        Someone("victor", "member", "owner", "Victor Lam", "en", shop="north"),
        Someone("shi", "reviewer", "reviewer", "石磊", "zh-hans"),
        Someone("nora", "reviewer", "reviewer", "Nora Weiss", "en"),
        Someone("jin", "reviewer", "senior", "金秋", "zh-hans"),
    ),
    shops=(("huali", "花里成衣", "女装"), ("north", "Northbridge 北桥鞋帽", "鞋帽")),
    goods=(
        Goods("striped-dress", "huali", "海军条纹连衣裙 两件拼单", "黑白 S", 5990, SEVEN_DAYS),
        Goods("check-shirt", "huali", "宽松格子衬衫", "粉格 M", 4590, SEVEN_DAYS),
        Goods("white-jumper", "huali", "针织开衫 三人团", "米白 M", 6990, SEVEN_DAYS),
        Goods("denim-skirt", "huali", "高腰牛仔半身裙", "水洗蓝 S", 4290, SEVEN_DAYS),
        Goods("wool-hat", "north", "Knitted hat 护耳毛线帽", "樱粉", 2990, SEVEN_DAYS),
        Goods("leather-flats", "north", "Leather flats 真皮平底鞋", "38", 7990, SEVEN_DAYS),
        Goods("blue-jeans", "north", "Straight jeans 直筒牛仔裤", "浅蓝 32", 6590, SEVEN_DAYS),
    ),
)

MARKETS = (TIANSHAN, RIO, XIAOMAN, CHUNFENG, LINLI)

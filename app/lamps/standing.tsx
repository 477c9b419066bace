import { Light } from "./light";
import { Beam, Ground, Scene, Shadow } from "./scene";

export const Ember = () => (
  <Scene glow={{ cx: 100, cy: 92, rx: 116, ry: 108 }}>
    <Ground y={158} />
    <Shadow cx={100} cy={166} rx={46} ry={5} />
    <path d="M96 113H104V146H96Z" fill="var(--brass)" />
    <path d="M70 165C70 153 90 154 93 142H107C110 154 130 153 130 165Z" fill="var(--brass)" />
    <rect x="89" y="118" width="22" height="4" rx="2" fill="var(--brass)" />
    <path
      d="M46 106C46 66 69 42 100 42S154 66 154 106C154 111 151 113 147 113H53C49 113 46 111 46 106Z"
      fill="var(--glass)"
    />
    <Light cx={100} cy={84} rx={52} ry={29} />
    <path
      d="M57 97C59 77 69 61 85 54"
      fill="none"
      stroke="var(--lit)"
      strokeWidth="3"
      strokeLinecap="round"
      opacity="0.6"
    />
  </Scene>
);

export const Heron = () => (
  <Scene glow={{ cx: 146, cy: 106, rx: 84, ry: 88 }}>
    <Beam d="M130 80H166L196 172H100Z" />
    <Ground y={172} />
    <path d="M104 176V140Q104 130 114 130T124 140V148H200V176Z" fill="var(--sage)" />
    <path d="M124 148V128Q124 118 134 118H200V148Z" fill="var(--sage)" />
    <path d="M124 148V128Q124 118 134 118H200V148Z" fill="var(--shade)" opacity="0.6" />
    <path d="M110 176H114V183H110Z" fill="var(--metal)" />
    <Shadow cx={50} cy={184} rx={30} ry={4} />
    <path d="M26 178Q26 174 50 174T74 178V181Q74 185 50 185T26 181Z" fill="var(--stone)" />
    <path
      d="M50 175V84C50 44 76 24 104 24C132 24 148 40 148 60"
      fill="none"
      stroke="var(--metal)"
      strokeWidth="3"
    />
    <path d="M128 80C128 67 136 59 148 59S168 67 168 80Z" fill="var(--metal)" />
    <Light cx={148} cy={92} rx={30} ry={28} />
    <ellipse cx="148" cy="80" rx="20" ry="3.5" fill="var(--lit)" />
  </Scene>
);

const porcelain =
  "M58 132C54 108 74 88 101 87C131 86 148 104 147 127C146 145 130 153 102 153C76 153 61 149 58 132Z";

export const Pebble = () => (
  <Scene glow={{ cx: 100, cy: 116, rx: 104, ry: 92 }}>
    <Ground y={158} />
    <Shadow cx={100} cy={176} rx={62} ry={5} />
    <rect x="44" y="164" width="108" height="12" rx="2" fill="var(--enamel)" />
    <rect x="54" y="153" width="98" height="11" rx="2" fill="var(--copper)" />
    <path d="M64 158.5H98M54 170H84" stroke="var(--lit)" opacity="0.6" />
    <path d={porcelain} fill="var(--lit)" />
    <path d={porcelain} fill="var(--glass)" opacity="0.42" />
    <Light cx={103} cy={121} rx={46} ry={34} />
    <g fill="var(--brass)" opacity="0.5">
      <circle cx="76" cy="118" r="1.2" />
      <circle cx="84" cy="137" r="0.9" />
      <circle cx="92" cy="100" r="1" />
      <circle cx="124" cy="106" r="1.3" />
      <circle cx="133" cy="130" r="1" />
    </g>
  </Scene>
);
